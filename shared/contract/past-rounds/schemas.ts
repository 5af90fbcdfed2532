import * as z from 'zod';
import { pastOutcomes } from '../../domain/past-rounds/past-rounds.ts';
import { day, filledLine, instant, oneLine, slug, text } from '../basics.ts';

const line = (max: number) => oneLine(text(max)).default('');

/** A round before this system, as the Centre’s records have it. */
export const pastRound = z
  .strictObject({
    title: filledLine(200),
    areaOfPractice: line(200),
    organisation: line(200),
    version: line(60),
    outcome: z.enum(pastOutcomes),
    invitedOn: day.nullable().default(null),
    decidedOn: day,
    endorsedUntil: day.nullable().default(null),
  })
  .meta({
    id: 'PastRound',
    description:
      'A round that was over before this system. It never ran here: there are no reviews, scores or traces of it. `title`, `version`: of the specification, as the records name them. `withdrawn`: an earlier endorsement was withdrawn.',
  });

/** Rounds that were taken in together. */
export const pastImport = z
  .strictObject({
    importId: slug,
    at: instant,
    rounds: z.int().min(1),
    takenBackAt: instant.nullable(),
  })
  .meta({ id: 'PastImport' });
