import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import type { staffOperations } from '../../../shared/contract/staff-operations.ts';
import { list } from '../../../shared/domain/basics/words.ts';
import type { Message } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import type { Field } from '../web/form-fields.ts';
import type { Visit } from '../web/visit.ts';

/** A round as staff read it. */
export type Round = Answered<typeof staffOperations.getRound>;

/** Reads the round that a page is about; null where there is none, or none for this visitor. */
export const readRound = (visit: Visit): Promise<Round | null> => readFor(visit, 'getRound');

/** Its title, which version it reviews and whether at the gateway, on one line. */
export const nameOf = (round: Round) =>
  `${round.title}, version\u00a0${round.specificationVersion}${round.criteriaSetKind === 'gateway' ? ' (gateway)' : ''}`;

/** Its own page. */
export const pathOf = ({ roundId }: Round) => `/rounds/${roundId}`;

/** What a form of a round is locked by: the number in its ETag, which submissions never touch. */
export const lockOf = ({ roundId, editVersion }: Round) => ({
  version: editVersion,
  concerns: { kind: 'round' as const, id: roundId },
});

/** Why something is done to a round. */
export const reason = {
  kind: 'textarea',
  name: 'reason',
  label: 'Reason',
  hint: 'Kept with the round. Do not name reviewers.',
  missing: 'Enter a reason',
} as const satisfies Field;

/** Says how a round stands, unless it is in one of the statuses in which something can be done. */
export const unless = (
  title: string,
  { status }: Round,
  ...needed: readonly Round['status'][]
): Message | null =>
  needed.includes(status)
    ? null
    : {
        title,
        paragraphs: [
          `The round is ${inWords(status)}. This is done while a round is ${list(needed.map(inWords), 'or')}.`,
        ],
      };

const inWords = (status: Round['status']): string => (status === 'draft' ? 'a draft' : status);
