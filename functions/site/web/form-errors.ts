import type { Defect } from '../../../shared/domain/basics/result.ts';
import type { Problem } from '../../use-case/problem.ts';
import { type Field, idOf, isVisible, pointerOf } from './form-fields.ts';

/** An error as the summary says it, and the field it belongs to, if it belongs to one. */
export interface FieldError {
  readonly text: string;
  readonly name?: string;
  readonly href?: string;
}

/** Most errors that are listed of one field, which may hold a whole table. */
const maxErrors = 25;

/** The errors of each field that has any, in the order of the fields, then what belongs to none. */
export function errorsOf(fields: readonly Field[], failed: Problem): readonly FieldError[] {
  const defects = failed.errors ?? [];
  if (defects.length === 0) return [{ text: failed.detail }];
  const visible = fields.filter(isVisible);
  const byField = Map.groupBy(defects, (defect) => fieldOf(visible, defect));
  const ofFields = visible.flatMap((field): readonly FieldError[] => {
    const own = byField.get(field) ?? [];
    const holdsMuch = field.kind === 'file' || field.kind === 'textarea';
    return own.slice(0, holdsMuch ? maxErrors : 1).map((defect) => ({
      text: sentence(field, defect),
      name: field.name,
      href: `#${idOf(field)}`,
    }));
  });
  const ofNone = (byField.get(null) ?? []).slice(0, maxErrors).map(({ pointer, detail }) => ({
    text: pointer === '' ? detail : `${pointer.slice(1).replaceAll('/', ' › ')}: ${detail}`,
  }));
  return [...ofFields, ...ofNone];
}

/** What stands beside the fields: of several errors of one field, that there are several. */
export function inlineErrors(
  errors: readonly FieldError[],
): Readonly<Record<string, { readonly text: string }>> {
  const byName = Map.groupBy(errors, ({ name }) => name);
  return Object.fromEntries(
    [...byName].flatMap(([name, [first, ...others]]) => {
      if (name === undefined || first === undefined) return [];
      const text =
        others.length === 0
          ? first.text
          : `${others.length + 1} things need attention. They are listed at the top of the page.`;
      return [[name, { text }]];
    }),
  );
}

/** The field whose place in the body a defect lies at or below; the longest place, if several hold it. */
const fieldOf = (fields: readonly Field[], defect: Defect): Field | null =>
  fields
    .filter((field) => {
      const held = field.kind !== 'hidden' && field.holds !== undefined ? [field.holds] : [];
      return [field.name, ...held].some((place) => `${defect.pointer}/`.startsWith(`${pointerOf(place)}/`));
    })
    .sort((a, b) => b.name.length - a.name.length)[0] ?? null;

/** What is wrong with a field, naming it where the contract's words do not. */
function sentence(field: Field, { code, detail }: Defect): string {
  if (field.kind === 'hidden') return detail;
  if (code === 'missing') return field.missing ?? detail;
  const isText = field.kind === 'text' || field.kind === 'textarea';
  const [most] = (isText && code === 'too-big' && /\d[\d,]*/.exec(detail)) || [];
  return most === undefined ? detail : `“${field.label}” must be ${most} characters or fewer`;
}

/** As the NHS style has it: one sentence, which is a link, without a full stop. */
export const asLink = (text: string): string => (/[.?!]\s/.test(text) ? text : text.replace(/\.$/, ''));
