import { createHash } from 'node:crypto';
import { type Defect, pointer } from '../../../shared/domain/basics/result.ts';
import { isoDay, typedDay, ukInstant } from '../../words/uk-date.ts';
import { ukDay } from '../../words/uk-time.ts';

/** An answer to choose. */
export interface Option {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
}

interface AnyField {
  /** The place in the operation's body, dotted: `title`, `developer.contactEmail`, `conditions.0.text`. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What to say where nothing was given but something is needed: “Enter a title”. */
  readonly missing?: string;
  /** Where nothing has to be chosen or dated: then nothing goes into the body. */
  readonly optional?: true;
  /** The place in the body of what a whole table in it gives: what is wrong there stands at this field. */
  readonly holds?: string;
}

/** A field of a form, and what it gives to the operation's body. */
export type Field =
  | (AnyField & {
      /** Text in one line. */
      readonly kind: 'text';
      readonly type?: 'text' | 'email' | 'url';
      readonly width?: 2 | 4 | 5 | 10 | 20;
      readonly autocomplete?: string;
      readonly code?: boolean;
      /** What is offered while somebody types; anything else can be entered all the same. */
      readonly offered?: readonly string[];
    })
  | (AnyField & { /** Text in several lines. */ readonly kind: 'textarea'; readonly rows?: number })
  | (AnyField & {
      /** A whole number. */
      readonly kind: 'number';
      readonly width?: 2 | 4 | 5 | 10;
    })
  | (AnyField & { /** One of a few. */ readonly kind: 'radios'; readonly options: readonly Option[] })
  | (AnyField & { /** One of many. */ readonly kind: 'select'; readonly options: readonly Option[] })
  | (AnyField & {
      /** Any number of them, as a list of strings. */
      readonly kind: 'checkboxes';
      readonly options: readonly Option[];
    })
  | (AnyField & { /** Yes or no, as a boolean. */ readonly kind: 'checkbox' })
  | (AnyField & {
      /** A day in the UK. Gives the instant at `time` (`17:00`), or the day itself (`2026-08-06`) without one. */
      readonly kind: 'date';
      /** What it is called in messages: “The closing date”. */
      readonly subject?: string;
      readonly time?: string;
      /** How many days from now its example lies; four weeks unless said otherwise. */
      readonly exampleIn?: number;
    })
  | (AnyField & {
      /** A file. Gives its text, or nothing where `gives` says that the page reads its bytes itself. */
      readonly kind: 'file';
      readonly accept: string;
      readonly gives?: 'text' | 'bytes';
    })
  | (Pick<AnyField, 'name'> & { /** Carried along, as text. */ readonly kind: 'hidden' });

/** What stands in a form's fields, by their posted names; a name has several values where boxes are ticked. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** What a form was sent with. */
export interface Sent {
  readonly form: URLSearchParams;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** The operation's body as far as the fields give it, and what cannot be read of them. */
export interface ReadFields {
  readonly body: Record<string, unknown>;
  readonly defects: readonly Defect[];
}

const dayNames = (name: string) => ({
  day: `${name}-day`,
  month: `${name}-month`,
  year: `${name}-year`,
});

/** The lines of a text that say something. */
export const filledLines = (typed: unknown): readonly string[] =>
  String(typed ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The JSON pointer of a field's place in the body. */
export const pointerOf = (name: string): string => pointer(...name.split('.'));

/** The id of the element that a link in the error summary leads to. */
export const idOf = (field: Pick<Field, 'kind' | 'name'>): string => {
  const id = `field-${field.name.replaceAll('.', '-')}`;
  return field.kind === 'date' ? `${id}-day` : id;
};

/** What was typed, to fill the form in again. Files have to be chosen again. */
export function typedValues(fields: readonly Field[], { form }: Sent): Values {
  const names = fields.flatMap((field) =>
    field.kind === 'date' ? Object.values(dayNames(field.name)) : [field.name],
  );
  const several = new Set(fields.filter(({ kind }) => kind === 'checkboxes').map(({ name }) => name));
  return Object.fromEntries(
    names.map((name) => [name, several.has(name) ? form.getAll(name) : (form.get(name) ?? '')]),
  );
}

/** A day as an example of what to type, which no line breaks: "6 8 2026". */
export function exampleOf(iso: string): string {
  const { day, month, year } = typedDay(`${iso}T12:00:00Z`);
  return [day, month, year].join('\u00a0');
}

/** Values of a date's three fields, from an instant or a day. */
export function dateValues(name: string, instantOrDay: string): Values {
  const at = instantOrDay.length === 10 ? `${instantOrDay}T12:00:00Z` : instantOrDay;
  const { day, month, year } = typedDay(at);
  const names = dayNames(name);
  return { [names.day]: day, [names.month]: month, [names.year]: year };
}

/** What stands in a field, as one text. */
const standing = (field: Field, values: Values): string =>
  (field.kind === 'date' ? Object.values(dayNames(field.name)) : [field.name])
    .flatMap((name) => values[name] ?? '')
    .join('\n');

/** What the fields of a form hold when it is shown, to be carried along: fingerprints, since texts are long. */
export const fingerprintsOf = (fields: readonly Field[], values: Values): string =>
  new URLSearchParams(
    fields.map((field): [string, string] => [field.name, fingerprint(field, values)]),
  ).toString();

const fingerprint = (field: Field, values: Values): string =>
  createHash('sha256').update(standing(field, values)).digest('hex').slice(0, 16);

/** The fields that hold something else now than when a form with these fingerprints was shown. */
export function changedFields(
  fields: readonly Field[],
  shown: string,
  values: Values,
): readonly (Field & AnyField)[] {
  const before = new URLSearchParams(shown);
  return fields.filter(
    (field): field is Field & AnyField =>
      field.kind !== 'hidden' &&
      before.has(field.name) &&
      before.get(field.name) !== fingerprint(field, values),
  );
}

/** What stands in a field, as people read it. */
export function contentInWords(field: Field, values: Values): string {
  const text = standing(field, values);
  switch (field.kind) {
    case 'date': {
      const [day = '', month = '', year = ''] = text.split('\n');
      const iso = isoDay({ day, month, year });
      return iso === null ? 'empty' : ukDay(iso);
    }
    case 'radios':
    case 'select':
    case 'checkboxes': {
      const chosen = text.split('\n');
      const texts = field.options.filter(({ value }) => chosen.includes(value)).map((option) => option.text);
      return texts.join(', ') || 'none';
    }
    case 'checkbox':
      return text === '' ? 'no' : 'yes';
    default:
      return text.trim() === '' ? 'empty' : text;
  }
}

/** Reads every field into its place. */
export function readFields(fields: readonly Field[], sent: Sent): ReadFields {
  const body: Record<string, unknown> = {};
  const defects: Defect[] = [];
  for (const field of fields) {
    const read = readField(field, sent);
    if ('detail' in read) defects.push({ pointer: pointerOf(field.name), ...read });
    else if (read.value !== undefined) place(body, field.name.split('.'), read.value);
  }
  return { body, defects };
}

type Read = { readonly value: unknown } | Pick<Defect, 'code' | 'detail'>;

function readField(field: Field, { form, files }: Sent): Read {
  const typed = form.get(field.name);
  const given = (typed ?? '').trim();
  switch (field.kind) {
    case 'number':
      if (given === '') return missing(field);
      return /^\d{1,9}$/.test(given)
        ? { value: Number(given) }
        : { code: 'wrong-type', detail: `${field.label} must be a whole number, such as 3.` };
    case 'radios':
    case 'select':
      return given === '' ? missing(field) : { value: given };
    case 'checkboxes':
      return { value: form.getAll(field.name) };
    case 'checkbox':
      return { value: given !== '' };
    case 'date':
      return readDate(field, form);
    case 'file':
      if (field.gives === 'bytes') return { value: undefined };
      return readFile(field, files.get(field.name));
    case 'text':
      return { value: given };
    case 'textarea':
    case 'hidden':
      return { value: typed ?? '' };
  }
}

const missing = (field: Field & AnyField): Read =>
  field.optional
    ? { value: undefined }
    : { code: 'missing', detail: field.missing ?? `Answer: ${field.label}` };

function readDate(field: Field & { kind: 'date' }, form: URLSearchParams): Read {
  const names = dayNames(field.name);
  const typed = {
    day: (form.get(names.day) ?? '').trim(),
    month: (form.get(names.month) ?? '').trim(),
    year: (form.get(names.year) ?? '').trim(),
  };
  if (`${typed.day}${typed.month}${typed.year}` === '')
    return field.optional
      ? { value: undefined }
      : { code: 'missing', detail: field.missing ?? `Enter the date: ${field.label}` };
  const day = isoDay(typed);
  if (day === null)
    return {
      code: 'wrong-format',
      detail: `${field.subject ?? 'The date'} must be a real date`,
    };
  return { value: field.time === undefined ? day : ukInstant(day, field.time) };
}

function readFile(field: Field & { kind: 'file' }, bytes: Uint8Array | undefined): Read {
  if (bytes === undefined) return { value: undefined };
  try {
    return { value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return {
      code: 'not-utf-8',
      detail: `${field.label}: this file is not text in UTF-8. In Excel, save it as “CSV UTF-8”.`,
    };
  }
}

/** Puts a value where a path leads, making objects, and lists where the path has numbers. */
function place(into: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  into[name] ??= /^\d+$/.test(rest[0] ?? '') ? [] : {};
  place(into[name] as Record<string, unknown>, rest, value);
}

/** Whether anybody sees a field on the page. */
export const isVisible = ({ kind }: Field): boolean => kind !== 'hidden';
