import { count } from '../../../shared/domain/basics/words.ts';
import { type GatewayLack, gatewayLackInWords } from '../../../shared/domain/decisions/gateway.ts';
import { outcomeInWords } from '../../../shared/domain/recommendations/trace-in-words.ts';
import { readGateway } from '../../rounds/gateway.ts';
import { ukTime } from '../../words/uk-time.ts';
import { readReserves } from '../panels/reserves.ts';
import type { Message } from '../web/answer.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import { dateValues, type Field } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import { lockOf, nameOf, pathOf, type Round, readRound, reason, unless } from './about-round.ts';
import { progressInWords, progressOf, stillOn } from './progress.ts';

/** Reviews are due, and rounds close, at the end of a working day. */
const time = '17:00';

/** The two dates of a round. */
export const dates: readonly Field[] = [
  {
    kind: 'date',
    name: 'reviewsDue',
    subject: 'The date when reviews are due',
    label: 'When are reviews due?',
    hint: 'Reviewers are asked to submit by 5pm on this day.',
    missing: 'Enter the date when reviews are due',
    time,
  },
  {
    kind: 'date',
    name: 'closesAt',
    subject: 'The date when the round closes',
    label: 'When does the round close?',
    hint: 'At 5pm, on the same day or later. No review can be submitted after that.',
    exampleIn: 35,
    missing: 'Enter the date when the round closes',
    time,
  },
];

const datesOf = (round: Round) => ({
  ...dateValues('reviewsDue', round.reviewsDue),
  ...dateValues('closesAt', round.closesAt),
});

type Move = 'closeRound' | 'cancelRound';

/** A page that asks before it moves a round. */
const movePage = <Id extends Move>(definition: {
  readonly operation: Id;
  readonly title: string;
  readonly paragraphs: (round: Round) => readonly string[];
  readonly warning?: string;
  readonly button: string;
  readonly instead: (round: Round) => Message | null;
  readonly fields: readonly Field[];
  readonly done: 'round-closed' | 'round-cancelled';
}): FormDefinition<Id, Round> => ({
  operation: definition.operation,
  load: readRound,
  text: (round) => ({
    title: definition.title,
    caption: nameOf(round),
    back: { text: 'Back to the round', href: pathOf(round) },
    paragraphs: definition.paragraphs(round),
    ...(definition.warning !== undefined && { warning: definition.warning }),
    button: definition.button,
  }),
  instead: definition.instead,
  fields: () => definition.fields,
  lock: lockOf,
  next: (_, round) => [pathOf(round), definition.done],
});

/** A round that is to be opened, and what it lacks of the gateway. */
interface Opening {
  readonly round: Round;
  readonly lack: GatewayLack | null;
  /** How many on its panel have a conflict that nobody has passed. */
  readonly torn: number;
}

const open: FormDefinition<'openRound', Opening> = {
  operation: 'openRound',
  load: async (visit) => {
    const round = await readRound(visit);
    if (round === null) return null;
    const isDraft = round.status === 'draft';
    const torn = (await readReserves(visit, 'getReserves'))?.conflicts ?? [];
    return {
      round,
      torn: torn.length,
      lack: isDraft ? (await readGateway(servicesOf(visit.site).db, round)).lack : null,
    };
  },
  text: ({ round, lack, torn }) => ({
    title: 'Open the round',
    caption: nameOf(round),
    back: { text: 'Back to the round', href: pathOf(round) },
    paragraphs: [...opening(round), ...(torn === 0 ? [] : [conflictOf(torn)])],
    ...(lack !== null && {
      warning: `${gatewayLackInWords[lack]} Say why the round is opened all the same. Your reason stands on the round’s page.`,
    }),
    button: 'Open the round',
  }),
  instead: ({ round }) => unless('The round cannot be opened now', round, 'draft'),
  fields: ({ lack }) =>
    lack === null ? [] : [{ ...reason, label: 'Why is it opened without the gateway’s go-ahead?' }],
  lock: ({ round }) => lockOf(round),
  next: (_, { round }) => [pathOf(round), 'round-opened'],
};

const conflictOf = (torn: number) =>
  `${count(torn, 'reviewer has', 'reviewers have')} the mail domain of the developer’s contact, who became the contact after the panel was made. Look at that on the round’s page first.`;

const opening = (round: Round) => [
  'Reviewers are invited by email, can see their assignment and score from now on. Panel places (R1, R2 …) are drawn at random.',
  `Reviews are due on ${ukTime(round.reviewsDue)}. The round closes on ${ukTime(round.closesAt)}.`,
];

/** What a declared interest that waits does to a recommendation. */
function waitingInterests({ panel }: Round): readonly string[] {
  const waiting = stillOn(panel).filter(({ interest }) => interest === 'declared').length;
  if (waiting === 0) return [];
  const they = `${count(waiting, 'declared interest')} ${waiting === 1 ? 'waits' : 'wait'} to be resolved.`;
  return [`${they} Until that is done, the recommendation is “${outcomeInWords.hold}”.`];
}

const close = movePage({
  operation: 'closeRound',
  title: 'Close the round early',
  paragraphs: (round) => [
    `It would close by itself on ${ukTime(round.closesAt)}.`,
    progressInWords(progressOf(round.panel)),
    ...waitingInterests(round),
  ],
  warning:
    'Reviewers who have not submitted can no longer do so. The recommendation is derived at once and emailed to staff and the Oversight Group.',
  button: 'Close the round',
  instead: (round) => unless('The round cannot be closed now', round, 'open'),
  fields: [{ ...reason, label: 'Reason (optional)' }],
  done: 'round-closed',
});

const cancel = movePage({
  operation: 'cancelRound',
  title: 'Cancel the round',
  paragraphs: () => [],
  warning: 'No recommendation will come of this round. It stays on record and cannot be opened again.',
  button: 'Cancel the round',
  instead: (round) => unless('The round cannot be cancelled now', round, 'draft', 'open', 'closed'),
  fields: [reason],
  done: 'round-cancelled',
});

const extend: FormDefinition<'extendRound', Round> = {
  operation: 'extendRound',
  load: readRound,
  text: (round) => ({
    title: 'Change the dates',
    caption: nameOf(round),
    back: { text: 'Back to the round', href: pathOf(round) },
    button: 'Change the dates',
  }),
  instead: (round) => unless('The dates cannot be changed now', round, 'draft', 'open'),
  fields: () => [...dates, reason],
  values: datesOf,
  lock: lockOf,
  next: (_, round) => [pathOf(round), 'round-extended'],
};

const reopen: FormDefinition<'reopenRound', Round> = {
  operation: 'reopenRound',
  load: readRound,
  text: (round) => ({
    title: 'Open the round again',
    caption: nameOf(round),
    back: { text: 'Back to the round', href: pathOf(round) },
    paragraphs: [
      'Reviewers who have not submitted can do so again. The recommendation is derived anew when the round closes.',
    ],
    button: 'Open the round again',
  }),
  instead: (round) => unless('The round cannot be opened again now', round, 'closed'),
  fields: () => [...dates, reason],
  lock: lockOf,
  next: (_, round) => [pathOf(round), 'round-opened'],
};

/** Every form page that moves a round or its dates. */
export const roundForms: readonly Route[] = [
  ...formRoutes('/rounds/{roundId}/open', open),
  ...formRoutes('/rounds/{roundId}/dates', extend),
  ...formRoutes('/rounds/{roundId}/close', close),
  ...formRoutes('/rounds/{roundId}/cancel', cancel),
  ...formRoutes('/rounds/{roundId}/reopen', reopen),
];
