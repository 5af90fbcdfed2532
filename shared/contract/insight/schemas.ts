import * as z from 'zod';
import { answerNames, conditionStates, cuts, milestones, withheld } from '../../domain/insight/names.ts';
import { criteriaSetKind, slug, versionNumber } from '../basics.ts';

const figure = z.union([z.int().min(0), z.literal(withheld)]).meta({
  id: 'InsightFigure',
  description:
    'How many rounds; `<5` where the number is withheld, because it is below five or another such number could be worked out from it.',
});

const quartiles = z
  .strictObject({ lower: z.number(), median: z.number(), upper: z.number() })
  .nullable()
  .meta({
    id: 'InsightQuartiles',
    description:
      'Quartiles and median over rounds, interpolated as QUARTILE.INC does; null where fewer than ten rounds have the number.',
  });

const each = <const Names extends readonly string[], S extends z.ZodType>(names: Names, schema: S) =>
  z.strictObject(
    Object.fromEntries(names.map((name) => [name, schema])) as { readonly [Name in Names[number]]: S },
  );

/** What the rounds of a criteria set come to, and which sets there are. */
export const insight = z
  .strictObject({
    sets: z.array(
      z.strictObject({ criteriaSetId: slug, title: z.string(), kind: criteriaSetKind, sample: z.boolean() }),
    ),
    /** Null where there is no criteria set. */
    criteriaSetId: slug.nullable(),
    /** As their latest version has them. */
    criteria: z.array(
      z.strictObject({
        criterionId: slug,
        number: z.string(),
        text: z.string(),
        versions: z.array(versionNumber),
      }),
    ),
    /** Rounds before this system, from the Centre’s records, of every criteria set: of each kind those of its own. */
    imported: z.array(
      z.strictObject({
        kind: criteriaSetKind,
        rounds: figure,
        yes: figure,
        days: quartiles,
        years: z.array(z.strictObject({ year: z.string(), rounds: figure, yes: figure })),
      }),
    ),
    slices: z.array(
      z.strictObject({
        by: z.enum([...cuts, 'all']),
        value: z.string(),
        rounds: figure,
        figures: z
          .strictObject({
            failed: z.record(slug, figure),
            days: each(milestones, quartiles),
            answers: each(answerNames, figure),
            accepted: quartiles,
            rawAgreement: quartiles,
            alpha: quartiles,
            conditions: each(conditionStates, figure),
          })
          .nullable(),
      }),
    ),
  })
  .meta({
    id: 'Insight',
    description:
      'Rounds of one criteria set, all of them and by year, credential type, area of practice and version of the set, never two of these at once: the latest 5,000 whose letter has been released. `failed`: the ratings found the criterion not met, partly met or disputed. `days` are whole days from the invitation: to acceptance and review each round’s middle reviewer’s, from when they were invited. `imported`: rounds that were taken in and never ran here, counted apart by the year of their decision; `yes` were endorsed or went ahead, with conditions or without. `conditions`: no condition of a round has fallen due, all that have were met in time, one was not.',
  });
