import * as z from 'zod';

const each = (shape: Readonly<Record<string, z.core.$ZodType>>) =>
  Object.fromEntries(Object.entries(shape).map(([name, inner]) => [name, storedForm(inner)]));

const all = (schemas: readonly z.core.$ZodType[]) => schemas.map((one) => storedForm(one));

/**
 * The form in which something lies in the table, made from the schema that judges it on its way in: at every depth it
 * takes what it knows and leaves the rest, which a later release may have added, and it knows no limits, which a later
 * release may narrow. What was written once is never judged again.
 */
export function storedForm<S extends z.core.$ZodType>(schema: S): z.ZodType<z.output<S>>;
export function storedForm(schema: z.core.$ZodType): z.ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return z.object(each(def.shape));
    case 'array':
      return z.array(storedForm(def.element));
    case 'record': {
      const { keyType } = def;
      return z.record(
        keyType._zod.def.type === 'enum' ? (keyType as z.core.$ZodEnum) : z.string(),
        storedForm(def.valueType),
      );
    }
    case 'set':
      return z.set(storedForm(def.valueType));
    case 'union': {
      const options = all(def.options);
      const { discriminator } = def as z.core.$ZodDiscriminatedUnionDef;
      return discriminator === undefined
        ? z.union(options)
        : z.discriminatedUnion(discriminator, options as unknown as [z.core.$ZodTypeDiscriminable]);
    }
    case 'nullable':
      return storedForm(def.innerType).nullable();
    case 'optional':
      return storedForm(def.innerType).optional();
    case 'default':
      return storedForm(def.innerType).default(def.defaultValue as never);
    case 'readonly':
      return storedForm(def.innerType);
    case 'string':
      return z.string();
    case 'number':
      return z.number();
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'null':
    case 'unknown':
      return schema as z.ZodType;
    default:
      throw new TypeError(`Nothing is stored in the form “${def.type}”.`);
  }
}
