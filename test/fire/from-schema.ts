import * as fc from 'fast-check';
import * as z from 'zod';

/** What matters here of JSON Schema as zod writes it. */
interface Schema {
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema | boolean;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
}

/** What stands in a place of a name, such as `personId`: what there really is of it. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** Texts and values that no field was made for. */
export const hostile: readonly unknown[] = [
  '',
  ' ',
  '\u0000',
  '\u202e\u2066x',
  '\ud83d',
  '\u2028',
  '=1+1',
  '<script>alert(1)</script>',
  '{{7*7}}',
  "' OR 1=1 --",
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'EVENT#2026',
  'ROUND#x',
  '9999-12-31T23:59:59.999Z',
  '2026-02-30',
  'a@b',
  'https://',
  'x'.repeat(5_000),
  '😀'.repeat(3_000),
  -1,
  0,
  1.5,
  2 ** 53,
  1e308,
  null,
  true,
  [],
  {},
  [[[[]]]],
];

const hostileValue = fc.constantFrom(...hostile);

/** Times and texts by the format or the pattern that asks for them, where chance finds none. */
const byFormat: Readonly<Record<string, readonly string[]>> = {
  'date-time': ['2099-08-06T16:30:00Z', '2099-12-01T00:00:00.000Z', '2026-01-01T00:00:00Z'],
  date: ['2099-08-06', '2027-02-28', '2020-01-01'],
  email: ['somebody@example.org', 'reviewer-2@example.org'],
};

const words = fc.constantFrom('A reason.', 'Sample reviewer 2', 'Two\nlines', 'Frailty', 'é 漢 😀', '4.1');

function textOf({ format, pattern, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  const formatted = byFormat[format ?? ''];
  if (formatted !== undefined) return fc.constantFrom(...formatted);
  if (pattern?.includes('https')) return fc.constantFrom('https://example.org/a', 'https://example.org');
  if (pattern?.includes('@')) return fc.constantFrom(...(byFormat.email as string[]));
  if (pattern !== undefined)
    try {
      const matching = fc.stringMatching(new RegExp(pattern), { maxLength: Math.min(maxLength, 64) });
      fc.sample(matching, 1);
      return matching;
    } catch {
      // What fast-check cannot make by its pattern is a word that does not fit it.
    }
  return words.map((text) => text.slice(0, maxLength).padEnd(minLength, '.'));
}

function arbitraryOf(schema: Schema, definitions: Readonly<Record<string, Schema>>, known: Known) {
  const made = (one: Schema, depth: number, name = ''): fc.Arbitrary<unknown> => {
    const there = known[name];
    if (there !== undefined && there.length > 0 && one.type === 'string')
      return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...there) }, textOf(one));
    const inner = (of: Schema | undefined, its = '') => made(of ?? {}, depth + 1, its);
    if (one.$ref !== undefined) return inner(definitions[one.$ref.replace('#/$defs/', '')], name);
    if (one.const !== undefined) return fc.constant(one.const);
    if (one.enum !== undefined) return fc.constantFrom(...one.enum);
    const [choices] = [one.anyOf ?? one.oneOf];
    if (choices !== undefined) return fc.oneof(...choices.map((choice) => inner(choice, name)));
    if (one.allOf !== undefined) return inner(one.allOf[0], name);
    switch (one.type) {
      case 'string':
        return textOf(one);
      case 'integer':
      case 'number': {
        // Small ones name what there is.
        const min = Math.max(one.minimum ?? 0, 0);
        const whole = fc.integer({ min, max: Math.min(one.maximum ?? min + 3, min + 3) });
        return one.type === 'integer' ? whole : fc.oneof({ weight: 4, arbitrary: whole }, fc.double());
      }
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'array': {
        if (one.prefixItems !== undefined) return fc.tuple(...one.prefixItems.map((item) => inner(item)));
        const minLength = one.minItems ?? 0;
        const maxLength = depth > 6 ? minLength : Math.min(one.maxItems ?? 3, minLength + 3);
        return fc.array(inner(one.items as Schema, name), { minLength, maxLength });
      }
      case 'object': {
        const shape = Object.entries(one.properties ?? {}).map(([key, of]) => [key, inner(of, key)] as const);
        const own = fc.record(Object.fromEntries(shape), { requiredKeys: [...(one.required ?? [])] });
        if (one.propertyNames === undefined) return own;
        const keys = fc.oneof(
          textOf(one.propertyNames),
          fc.constantFrom('framework-alignment', 'four-pillars'),
        );
        const rest = fc.dictionary(keys, inner(one.additionalProperties as Schema), { maxKeys: 4 });
        return fc.tuple(own, rest).map(([mine, more]) => ({ ...more, ...mine }));
      }
      default:
        return hostileValue;
    }
  };
  return made(schema, 0);
}

/** Values that a schema of the contract takes, as far as JSON Schema says what it takes. */
export function fromSchema(schema: z.ZodType, known: Known = {}): fc.Arbitrary<unknown> {
  const { $defs = {}, ...own } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return arbitraryOf(own as Schema, $defs as Readonly<Record<string, Schema>>, known);
}

/** The same with one value within it replaced by one that is hostile, left out, or joined by another. */
export const spoilt = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(values, fc.nat(), hostileValue, fc.constantFrom('replace', 'leave out', 'add'))
    .map(([value, nth, other, how]) => {
      const copy = structuredClone(value);
      const places: (readonly [Record<string, unknown>, string])[] = [];
      const walk = (inner: unknown) => {
        if (typeof inner !== 'object' || inner === null) return;
        for (const key of Object.keys(inner)) {
          places.push([inner as Record<string, unknown>, key]);
          walk((inner as Record<string, unknown>)[key]);
        }
      };
      walk(copy);
      const place = places[nth % Math.max(places.length, 1)];
      if (place === undefined) return other;
      const [within, key] = place;
      if (how === 'leave out' && !Array.isArray(within)) delete within[key];
      else if (how === 'add' && !Array.isArray(within)) within.unheardOf = other;
      else within[key] = other;
      return copy;
    });
