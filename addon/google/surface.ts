/**
 * What the add-on sees of a service object. Each method lists its signatures, one a string, the parameters' kinds
 * separated by spaces: `string`, `number`, `whole` (an integer), `boolean`, `any`, `list`, `grid` (a list of
 * lists), `object`, or the name of a service; `?` after one allows null, `[]` makes a list of it, and `|` stands
 * between alternatives: `string?[][]`.
 */
interface Surface {
  /** As Google names it in errors: `SpreadsheetApp.Range`. */
  readonly path: string;
  /** Its last part: `Range`. */
  readonly name: string;
  readonly methods: Readonly<Record<string, readonly string[]>>;
  /** Its properties that are not methods, such as enumerations. */
  readonly constants: Readonly<Record<string, unknown>>;
}

const surfaces = new Map<object, Surface>();

/** Declares what the add-on may use of a service class; anything else on it stays out of its reach. */
export function expose(
  service: { readonly prototype: object },
  path: string,
  methods: Surface['methods'],
  constants: Surface['constants'] = {},
): void {
  surfaces.set(service.prototype, { path, name: lastPart(path), methods, constants });
}

/** Every service class declared so far. */
export function exposed(): readonly (Surface & { readonly prototype: object })[] {
  return [...surfaces].map(([prototype, surface]) => ({ ...surface, prototype }));
}

/** The surface of a service object; null for anything else. */
export function surfaceOf(value: unknown): Surface | null {
  if (typeof value !== 'object' || value === null) return null;
  if (value instanceof Enumeration) return value.surface;
  return surfaces.get(Object.getPrototypeOf(value)) ?? null;
}

/** Whether arguments fit one of a method's signatures. */
export function fits(signatures: readonly string[], args: readonly unknown[]): boolean {
  return signatures.some((signature) => {
    const kinds = signature === '' ? [] : signature.split(' ');
    return (
      kinds.length === args.length &&
      kinds.every((kind, index) => kind.split('|').some((alternative) => matches(alternative, args[index])))
    );
  });
}

/** How Google names the types of arguments in "The parameters (…) don't match the method signature". */
export function typeNames(args: readonly unknown[]): string {
  return args
    .map((arg) => {
      if (typeof arg === 'string') return 'String';
      if (typeof arg === 'boolean') return 'Boolean';
      if (arg === null) return '(null)';
      if (Array.isArray(arg)) return `${typeNames(arg.slice(0, 1)) || 'Object'}[]`;
      if (arg instanceof Date) return 'Date';
      return surfaceOf(arg)?.path ?? typeof arg;
    })
    .join(',');
}

function matches(kind: string, value: unknown): boolean {
  if (kind.endsWith('[]')) {
    return Array.isArray(value) && value.every((each) => matches(kind.slice(0, -2), each));
  }
  if (kind.endsWith('?')) return value === null || matches(kind.slice(0, -1), value);
  switch (kind) {
    case 'any':
      return true;
    case 'null':
      return value === null;
    case 'whole':
      return Number.isInteger(value);
    case 'date':
      return value instanceof Date;
    case 'list':
      return Array.isArray(value);
    case 'grid':
      return Array.isArray(value) && value.length > 0 && value.every((row) => Array.isArray(row));
    case 'object':
      return (
        typeof value === 'object' && value !== null && !Array.isArray(value) && surfaceOf(value) === null
      );
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === kind;
    default:
      return surfaceOf(value)?.name === kind;
  }
}

/** One value of an enumeration of Google's, such as `Ui.Button.YES`. */
export class EnumValue {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  name(): string {
    return this.#name;
  }

  toString(): string {
    return this.#name;
  }
}
expose(EnumValue, 'Enum', { name: [''] });

/** An enumeration of Google's: its values are read as properties and compared by identity. */
export class Enumeration<Name extends string> {
  readonly surface: Surface;
  readonly #values: Map<string, EnumValue>;

  constructor(path: string, names: readonly Name[]) {
    this.#values = new Map(names.map((name) => [name, new EnumValue(name)]));
    this.surface = { path, name: lastPart(path), methods: {}, constants: Object.fromEntries(this.#values) };
  }

  get(name: Name): EnumValue {
    const value = this.#values.get(name);
    if (!value) throw new Error(`${this.surface.path} has no ${name}`);
    return value;
  }
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
