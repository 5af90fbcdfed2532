import * as z from 'zod';
import { parsing } from '../parsing.ts';
import { storedForm } from './stored-form.ts';

/** An item as the table holds it, before any schema has read it. */
export type RawItem = Readonly<Record<string, unknown>>;

/** Reads what the table holds; throws where it cannot. */
export interface Reader<T> {
  readonly parse: (item: unknown) => T;
}

/** What is read of a kind. */
export type Stored<R> = R extends Reader<infer T> ? T : never;

/** What is said of a new one: all but its key and stamp. */
export type Bare<Item> = Omit<Item, 'pk' | 'sk' | 'kind' | 'format'>;

/** Keys that begin like this say whose an address, an account or a session is. */
const secretKeys = /^(EMAIL|SUBJECT|KEY|SESSION|REVIEWING|CODE|LIMIT)#.*/;

/** Why an item cannot be read: a later release wrote it, or it is not what its kind is. */
export type UnreadableBecause = 'newer' | 'damaged';

/** An item that this release cannot read. It names the item and where it is wrong, and never what it says. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  /** Its key, without what is personal in it. */
  readonly item: string;
  readonly because: UnreadableBecause;

  constructor({ pk, sk }: RawItem, because: UnreadableBecause, where: readonly string[] = []) {
    const item = `${pk} ${sk}`.replace(secretKeys, '$1#…');
    super([`${item} cannot be read: ${because}`, ...where].join(' '));
    this.item = item;
    this.because = because;
  }
}

/** Parses what an item holds by its form; its issues are told apart from bugs and say nothing of what it holds. */
function parseBy<T>(form: z.ZodType<T>, item: RawItem, named = item): T {
  const read = form.safeParse(item, parsing(form));
  if (read.success) return read.data;
  throw new UnreadableError(
    named,
    'damaged',
    read.error.issues.map(({ path, code }) => `/${path.join('/')} ${code}`),
  );
}

/** Reads items of several kinds by a form of their own. */
export const readBy = <T>(form: z.ZodType<T>): Reader<T> => ({
  parse: (item) => parseBy(form, item as RawItem),
});

/** Keys, and the index keys of items that are in indexes. */
const everywhere = {
  pk: z.string(),
  sk: z.string(),
  ownerPk: z.string().optional(),
  ownerSk: z.string().optional(),
  listPk: z.string().optional(),
  listSk: z.string().optional(),
  todoPk: z.string().optional(),
  todoSk: z.string().optional(),
  summary: z.record(z.string(), z.unknown()).optional(),
};

/** An earlier format of a kind, and what changed after it. */
export interface EarlierFormat {
  readonly shape: z.ZodRawShape;
  /** Attributes with their new values; undefined for those that go. Whatever else the item has stays in it. */
  readonly changes: (item: RawItem) => RawItem;
}

/** A kind of stored thing: how its items are read, whichever release wrote them, and what this one writes. */
export interface StoredKind<T, K extends string, S extends z.ZodRawShape> extends Reader<T> {
  /** What its items carry: whatever writes one whole writes it. */
  readonly stamp: { readonly kind: K; readonly format: number };
  readonly shape: S;
  /** The forms of all formats, the first first. */
  readonly forms: () => readonly z.ZodType[];
}

/** A kind of whatever stored thing. */
export type AnyKind = Omit<
  StoredKind<object & { readonly [upgrade]?: Upgrade }, string, z.ZodRawShape>,
  'shape'
>;

/** What brings an item up to date that was written in an earlier format. */
export interface Upgrade {
  readonly stored: RawItem;
  readonly set: RawItem;
}

/** Where what was read of such an item carries it, so that whatever changes the item upgrades it first. */
export const upgrade = Symbol('upgrade');

type Form<K extends string, S extends z.ZodRawShape> = z.ZodObject<
  typeof everywhere & { kind: z.ZodLiteral<K>; format: z.ZodNumber } & S
>;

/**
 * Says what items of a kind look like, and what they looked like in earlier formats, the first first. An attribute
 * more needs no new format where items without it can still be read (`.default()`): functions do not all deploy at one
 * instant, and older ones leave it aside. What goes, or means something else, needs one.
 */
export function item<K extends string, S extends z.ZodRawShape>(
  kind: K,
  shape: S,
  earlier: readonly EarlierFormat[] = [],
): StoredKind<z.output<Form<K, S>>, K, S> {
  const format = earlier.length + 1;
  let made: readonly z.ZodType[] | undefined;
  const forms = () => {
    made ??= [...earlier.map((one) => one.shape), shape].map((one, before) =>
      storedForm(z.object({ ...everywhere, kind: z.literal(kind), format: z.literal(before + 1), ...one })),
    );
    return made;
  };

  function parse(given: unknown) {
    const stored = (given ?? {}) as RawItem;
    // What is no format is of none: its form says so.
    const from = Number(earlier[Number(stored.format) - 1] === undefined ? format : stored.format);
    if (Number(stored.format) > format) throw new UnreadableError(stored, 'newer');
    const set: Record<string, unknown> = {};
    for (const [before, one] of earlier.slice(from - 1).entries()) {
      const known = parseBy(forms()[from - 1 + before] as z.ZodType, { ...stored, ...set });
      Object.assign(set, one.changes(known as RawItem), { format: from + before + 1 });
    }
    const read = parseBy(forms()[format - 1] as z.ZodType<z.output<Form<K, S>>>, { ...stored, ...set });
    return from === format ? read : { ...read, [upgrade]: { stored, set } satisfies Upgrade };
  }

  return { stamp: { kind, format }, shape, forms, parse };
}

/**
 * Says what lists show of a kind. It lies in the item and in indexes, and has no format of its own: it only ever gains
 * what a reader can do without (`.default()`).
 */
export function storedSummary<S extends z.ZodRawShape>(shape: S): StoredSummary<z.output<z.ZodObject<S>>> {
  let made: z.ZodType<z.output<z.ZodObject<S>>> | undefined;
  const form = () => {
    made ??= storedForm(z.object(shape));
    return made;
  };
  const parse = (entry: unknown) => {
    const given = (entry ?? {}) as RawItem;
    return parseBy(form(), (given.summary ?? {}) as RawItem, given);
  };
  return { form, parse };
}

/** What lists show of a kind: reads it from entries of an index. */
export interface StoredSummary<T> extends Reader<T> {
  readonly form: () => z.ZodType<T>;
}

/** A whole number, from 0. */
export const count = z.int().min(0);
