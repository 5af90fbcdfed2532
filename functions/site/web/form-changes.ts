import type { Changing } from '../../centre/changes-since.ts';
import { changedFields, contentInWords, type Field, idOf, isVisible, type Values } from './form-fields.ts';

/** What to do after somebody else has changed what a form is about. */
export const whatNext = (fields: readonly Field[]): string =>
  fields.some(isVisible)
    ? 'What you entered is still below: check it against the change, then send it again.'
    : 'Look at the change, then press the button again if that is still right.';

/** Longest content of a field, in characters, that is said in one line. */
const maxInLine = 100;

/** Which fields hold something else now than was shown: one line each, and beside the field what is too long for it. */
export function differences(fields: readonly Field[], shown: string, values: Values) {
  const different = changedFields(fields, shown, values).map((field) => {
    const content = contentInWords(field, values);
    return { field, content, isLong: content.length > maxInLine || content.includes('\n') };
  });
  return {
    fields: different.map(({ field, content, isLong }) => ({
      text: `“${field.label}” is ${isLong ? 'different now: it stands above yours' : `now: ${content}`}`,
      href: `#${idOf(field)}`,
    })),
    now: Object.fromEntries(
      different.filter(({ isLong }) => isLong).map(({ field, content }) => [field.name, content]),
    ),
  };
}

/** What somebody else has changed, as the page calls it. */
export const nameOf = (concerns: Changing | undefined): string =>
  concerns === undefined || concerns.kind === 'settings' ? 'page' : concerns.kind.replace('-', ' ');

/** What others changed while a form was filled in. */
export interface FormChanges {
  /** What it is called. */
  readonly what: string;
  /** What to do now. */
  readonly advice: string;
  /** What they did, some sentences each. */
  readonly changes: readonly string[];
  /** The fields that hold something else now, and what each holds that is too long to be said there. */
  readonly fields: readonly { readonly text: string; readonly href: string }[];
  readonly now: Readonly<Record<string, string>>;
}
