import * as z from 'zod';
import { operation } from '../operation.ts';
import { read, unreadable } from '../pages.ts';
import { personEntry } from '../people/schemas.ts';
import { everybodyAtTheCentre } from '../roles.ts';
import { roundEntry } from '../rounds/schemas.ts';
import { specificationEntry } from '../specifications/schemas.ts';

const found = <S extends z.ZodType>(entry: S) =>
  z.strictObject({ items: z.array(entry), more: z.boolean() }).nullable();

/** Finding things by words. */
export const searchOperations = {
  search: operation({
    ...read(
      '/v1/search',
      'Find people, specifications and rounds by words; null for what the caller may not list',
      z.strictObject({
        people: found(personEntry.omit({ waiting: true, overdue: true })),
        specifications: found(specificationEntry.omit({ standing: true })),
        rounds: found(roundEntry),
        unreadable,
      }),
    ),
    roles: everybodyAtTheCentre,
    query: z.strictObject({
      words: z
        .string()
        .max(200)
        .meta({ description: 'Words, or their beginnings, of a name, title, area or developer.' })
        .optional(),
    }),
  }),
};
