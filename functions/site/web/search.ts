import type { Visit } from './visit.ts';

/** A filter above a list, as `parts/search.njk` shows it. */
export interface Search {
  readonly action: string;
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly value: string;
    /** Where it is one of a few. */
    readonly options?: readonly { readonly value: string; readonly text: string }[];
  }[];
  /** Whether something is left out. */
  readonly isActive: boolean;
}

/** The filter of a list page, by names of its query: what was asked for, to be asked for again. */
export function searchOf(
  { path, query }: Visit,
  labels: Readonly<Record<string, string>>,
  options: Readonly<Record<string, NonNullable<Search['fields'][number]['options']>>> = {},
): Search {
  const fields = Object.entries(labels).map(([name, label]) => ({
    name,
    label,
    value: query.get(name) ?? '',
    ...(options[name] && { options: options[name] }),
  }));
  return { action: path, fields, isActive: fields.some(({ value }) => value.trim() !== '') };
}
