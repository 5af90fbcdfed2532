import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { kindOf, storedKinds, storedSummaries } from '../../functions/stored-kinds.ts';
import type { RawItem } from '../../functions/table/stored.ts';
import { startEverything } from '../support/everything.ts';
import { everyItem } from '../support/outbox.ts';

/** A kind of item in one of its formats, as the release wrote it that had it first. */
export interface GoldenItem {
  /** Its form, as JSON Schema: what that release needs of an item to read it. */
  readonly form: Form;
  /** Items that it wrote. */
  readonly items: readonly RawItem[];
}

/** As much of a JSON Schema as forms are made of. */
export type Form = z.core.JSONSchema.JSONSchema;

const folder = join(import.meta.dirname, 'items');

/** Where a golden item lies. */
export const goldenItemFile = (name: string, format: number): string =>
  join(folder, `${name.replace(' ', '-')}.${format}.json`);

/** The names of all golden items’ files. */
export const goldenItemFiles = (): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** Reads a golden item. Items are kept as DynamoDB writes them, because JSON has no sets. */
export function readGoldenItem(name: string, format: number): GoldenItem {
  const { form, items } = JSON.parse(readFileSync(goldenItemFile(name, format), 'utf8'));
  return { form, items: items.map((item: Parameters<typeof unmarshall>[0]) => unmarshall(item)) };
}

/** Where the form of what lists show of a kind lies. */
export const goldenSummaryFile = (name: string): string => join(folder, `${name}.summary.json`);

/** The form of what lists showed of a kind when that was first kept. */
export const readGoldenSummary = (name: string): Form =>
  JSON.parse(readFileSync(goldenSummaryFile(name), 'utf8')).form;

/** The form of what lists show of a kind, as this release has it. */
export const summaryFormOf = (name: string): Form => inJson(storedSummaries[name]?.form() ?? z.never());

const inJson = (form: z.ZodType): Form =>
  JSON.parse(JSON.stringify(z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' })));

/** The form of a kind in one of its formats, as this release has it. */
export const formOf = (name: string, format: number): Form => {
  const form = storedKinds[name]?.forms()[format - 1];
  if (form === undefined) throw new Error(`There is no format ${format} of ${name}.`);
  return inJson(form);
};

/** Most items of a kind that are kept. */
const enough = 2;

/** What this release writes of every kind, by names, as it lies in files. */
export async function goldenItems(): Promise<ReadonlyMap<string, string>> {
  const { db, stop } = await startEverything();
  const byKind = Map.groupBy(await everyItem(db), kindOf);
  await stop();
  const text = (golden: object) => JSON.stringify(golden, null, 1);
  return new Map([
    ...Object.entries(storedKinds).map(([name, { stamp }]): [string, string] => {
      const items = (byKind.get(name) ?? []).slice(0, enough).map((item) => marshall(item));
      return [goldenItemFile(name, stamp.format), text({ form: formOf(name, stamp.format), items })];
    }),
    ...Object.keys(storedSummaries).map((name): [string, string] => [
      goldenSummaryFile(name),
      text({ form: summaryFormOf(name) }),
    ]),
  ]);
}
