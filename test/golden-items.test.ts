import { basename } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { kindOf, storedKinds, storedSummaries } from '../functions/stored-kinds.ts';
import {
  type Form,
  formOf,
  type GoldenItem,
  goldenItemFile,
  goldenItemFiles,
  goldenSummaryFile,
  readGoldenItem,
  readGoldenSummary,
  summaryFormOf,
} from './golden/items.ts';
import { type Everything, startEverything } from './support/everything.ts';
import { everyItem, type StoredItem } from './support/outbox.ts';

/** Every kind in every format that there ever was of it. */
const formats = Object.entries(storedKinds).flatMap(([name, { stamp }]) =>
  Array.from({ length: stamp.format }, (_, before) => ({ name, format: before + 1, latest: stamp.format })),
);

const summaries = Object.keys(storedSummaries);

let all: Everything;
let written: ReadonlyMap<string, readonly StoredItem[]>;
beforeAll(async () => {
  all = await startEverything();
  written = Map.groupBy(await everyItem(all.db), kindOf);
}, 120_000);
afterAll(() => all.stop());

test('there is a golden item of every kind in every format, and every golden file is of one that can be read', () => {
  const files = [
    ...formats.map(({ name, format }) => basename(goldenItemFile(name, format))),
    ...summaries.map((name) => basename(goldenSummaryFile(name))),
  ];
  expect([...goldenItemFiles()].sort()).toEqual(files.sort());
  expect([...written.keys()].filter((name) => storedKinds[name] === undefined)).toEqual([]);
});

test.each(formats)(
  '$name, written once in format $format, is read in format $latest',
  ({ name, format, latest }) => {
    const { items }: GoldenItem = readGoldenItem(name, format);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) {
      expect(item).toMatchObject({ format });
      expect(storedKinds[name]?.parse(item)).toMatchObject({ pk: item.pk, sk: item.sk, format: latest });
    }
  },
);

/** What of a form the release needed that had it first: attributes that came later and can be missing are left out. */
function asItWas(form: Form | boolean, was: Form | boolean): unknown {
  if (typeof form !== 'object' || typeof was !== 'object' || form === null || was === null) return form;
  if (Array.isArray(form)) return form.map((one, i) => asItWas(one, (was as unknown as Form[])[i] ?? {}));
  const entries = Object.entries(form).map(([name, inner]) => {
    const before = (was as Record<string, Form>)[name] ?? {};
    if (name !== 'properties') return [name, asItWas(inner as Form, before)] as const;
    const required = new Set(form.required ?? []);
    const known = Object.entries(inner as Record<string, Form>).filter(
      ([property]) => property in before || required.has(property),
    );
    return [
      name,
      Object.fromEntries(
        known.map(([property, one]) => [
          property,
          asItWas(one, (before as Record<string, Form>)[property] ?? {}),
        ]),
      ),
    ] as const;
  });
  return Object.fromEntries(entries);
}

test.each(formats)(
  '$name keeps its format $format: only what a reader can do without is added',
  ({ name, format }) => {
    const { form } = readGoldenItem(name, format);
    expect(asItWas(formOf(name, format), form)).toEqual(form);
  },
);

test.each(formats.filter(({ format, latest }) => format === latest))(
  '$name, as functions write it today, is read by the release that had format $format first',
  ({ name, format }) => {
    const { form } = readGoldenItem(name, format);
    const reader = z.fromJSONSchema(form);
    for (const item of written.get(name) ?? [])
      expect(reader.safeParse(JSON.parse(JSON.stringify(item))).error?.issues).toBeUndefined();
    expect(written.get(name)?.length).toBeGreaterThan(0);
  },
);

test.each(summaries)('what lists show of a %s only gains what a reader can do without', (name) => {
  const form = readGoldenSummary(name);
  expect(asItWas(summaryFormOf(name), form)).toEqual(form);
});
