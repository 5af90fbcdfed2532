import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { staffOperations } from '../../../shared/contract/operations.ts';
import { count, list } from '../../../shared/domain/basics/words.ts';
import { outcomeInWords } from '../../../shared/domain/recommendations/trace-in-words.ts';
import { isAwaited, isOnPanel, placeName } from '../../../shared/domain/rounds/round.ts';
import { membersOf, type ReviewersToChoose, reviewersToChoose } from '../../people/names.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { ukTime } from '../../words/uk-time.ts';
import type { Message } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes, type ReadForm } from '../web/form.ts';
import { dateValues, type Field, readFields } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';
import { progressInWords, stillOn } from './progress.ts';

const ops = staffOperations;

type Round = Answered<typeof ops.getRound>;

const readRound = (visit: Visit): Promise<Round | null> => readFor(visit, 'getRound');

const nameOf = (round: Round) => `${round.title}, version\u00a0${round.specificationVersion}`;

const pathOf = ({ roundId }: Round) => `/rounds/${roundId}`;

const lockOf = ({ roundId, editVersion }: Round) => ({
  version: editVersion,
  concerns: { kind: 'round' as const, id: roundId },
});

const reason = {
  kind: 'textarea',
  name: 'reason',
  label: 'Reason',
  hint: 'Kept with the round. Do not name reviewers.',
  missing: 'Enter a reason',
} as const satisfies Field;

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

/** Says how a round stands, unless it is in one of the statuses in which something can be done. */
const unless = (title: string, { status }: Round, ...needed: readonly Round['status'][]): Message | null =>
  needed.includes(status)
    ? null
    : {
        title,
        paragraphs: [
          `The round is ${inWords(status)}. This is done while a round is ${list(needed.map(inWords), 'or')}.`,
        ],
      };

const inWords = (status: Round['status']): string => (status === 'draft' ? 'a draft' : status);

type Move = 'openRound' | 'closeRound' | 'cancelRound';

/** A page that asks before it moves a round. */
const movePage = <Id extends Move>(definition: {
  readonly operation: Id;
  readonly title: string;
  readonly paragraphs: (round: Round) => readonly string[];
  readonly warning?: string;
  readonly button: string;
  readonly instead: (round: Round) => Message | null;
  readonly fields: readonly Field[];
  readonly done: 'round-opened' | 'round-closed' | 'round-cancelled';
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

const open = movePage({
  operation: 'openRound',
  title: 'Open the round',
  paragraphs: (round) => [
    'Reviewers are invited by email, can see their assignment and score from now on. Panel places (R1, R2 …) are drawn at random.',
    `Reviews are due on ${ukTime(round.reviewsDue)}. The round closes on ${ukTime(round.closesAt)}.`,
  ],
  button: 'Open the round',
  instead: (round) => unless('The round cannot be opened now', round, 'draft'),
  fields: [],
  done: 'round-opened',
});

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
    progressInWords(round.panel),
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

/** A round and the reviewer whom a page is about. */
interface Member {
  readonly round: Round;
  readonly member: Round['panel'][number];
  readonly name: string;
  /** Why it is no use to remind them, in sentences; null where it is some. */
  readonly hindrance: string | null;
}

async function readMember(visit: Visit): Promise<Member | null> {
  const { roundId = '', personId = '' } = visit.parameters;
  const round = await readFor(visit, 'getRound', { roundId });
  const member = round?.panel.find((one) => one.personId === personId);
  if (round === null || member === undefined) return null;
  const person = (await membersOf(servicesOf(visit.site), [personId])).get(personId);
  const name = person?.name ?? erasedPerson;
  return {
    round,
    member,
    name: member.place === null ? name : `${placeName(member.place)} ${name}`,
    hindrance: person?.cannotReview ?? person?.takesNoEmails ?? null,
  };
}

const memberLock = ({ round, member }: Member) => ({
  version: member.editVersion,
  concerns: { kind: 'round' as const, id: round.roundId },
});

const memberText = ({ round, name }: Member) => ({
  caption: `${name}, ${nameOf(round)}`,
  back: { text: 'Back to the round', href: pathOf(round) },
});

/** Says why somebody cannot leave a panel, unless they are on it and the round is in one of the statuses. */
const unlessOn = ({ round, member }: Member, ...needed: readonly Round['status'][]): Message | null =>
  isOnPanel(member.status)
    ? unless('The panel cannot be changed now', round, ...needed)
    : {
        title: 'This reviewer is no longer on the panel',
        paragraphs: [`They have ${member.status === 'declined' ? 'declined' : 'been recused'}.`],
      };

const recuse: FormDefinition<'recuseReviewer', Member> = {
  operation: 'recuseReviewer',
  load: readMember,
  text: (about) => ({
    ...memberText(about),
    title: 'Recuse a reviewer',
    paragraphs: [
      about.member.submissions > 0
        ? 'They leave the panel, and their submission no longer counts. The result is derived anew.'
        : 'They leave the panel and can no longer submit.',
    ],
    warning: 'A reviewer who was recused cannot come back to this round.',
    button: 'Recuse this reviewer',
  }),
  instead: (about) => unlessOn(about, 'draft', 'open', 'closed'),
  fields: () => [reason],
  lock: ({ round }) => lockOf(round),
  next: (_, { round }) => [pathOf(round), 'reviewer-recused'],
};

const remove: FormDefinition<'removeReviewer', Member> = {
  operation: 'removeReviewer',
  load: readMember,
  text: (about) => ({
    ...memberText(about),
    title: 'Take a reviewer off the panel',
    paragraphs: ['They have not been invited yet, so they are told nothing. You can add them again.'],
    button: 'Take them off the panel',
  }),
  instead: (about) => unlessOn(about, 'draft'),
  fields: () => [],
  lock: ({ round }) => lockOf(round),
  next: (_, { round }) => [pathOf(round), 'reviewer-removed'],
};

const interest: FormDefinition<'resolveInterest', Member> = {
  operation: 'resolveInterest',
  load: readMember,
  text: (about) => ({
    ...memberText(about),
    title: 'Resolve an interest',
    paragraphs: [`They declared: “${about.member.interestDescription ?? ''}”`],
    button: 'Save',
  }),
  instead: ({ round, member }) =>
    member.interest === 'declared'
      ? unless('The interest cannot be resolved now', round, 'open', 'closed')
      : {
          title: 'There is no interest to resolve now',
          paragraphs: [
            member.interest === 'cleared' || member.interest === 'recused'
              ? `It is resolved: the reviewer was ${member.interest}.`
              : 'This reviewer has declared none.',
          ],
        },
  fields: () => [
    {
      kind: 'radios',
      name: 'resolution',
      label: 'May they review this specification?',
      missing: 'Say whether they may review',
      options: [
        { value: 'cleared', text: 'Yes, clear them', hint: 'They go on with their review.' },
        {
          value: 'recused',
          text: 'No, recuse them',
          hint: 'They leave the panel. What they submitted no longer counts.',
        },
      ],
    },
    reason,
  ],
  lock: memberLock,
  next: (_, { round }) => [pathOf(round), 'interest-resolved'],
};

const reopenReview: FormDefinition<'reopenReview', Member> = {
  operation: 'reopenReview',
  load: readMember,
  text: (about) => ({
    ...memberText(about),
    title: 'Reopen a review',
    paragraphs: [
      'They can change their review and submit it again. Until then their last submission counts.',
      'They see the reason.',
    ],
    button: 'Reopen the review',
  }),
  instead: ({ round, member }) =>
    member.status === 'submitted'
      ? unless('The review cannot be reopened now', round, 'open')
      : {
          title: 'There is no review to reopen now',
          paragraphs: ['Only a review that is submitted can be reopened.'],
        },
  fields: () => [reason],
  lock: memberLock,
  next: (_, { round }) => [pathOf(round), 'review-reopened'],
};

const remind: FormDefinition<'remindReviewer', Member> = {
  operation: 'remindReviewer',
  load: readMember,
  text: (about) => ({
    ...memberText(about),
    title: 'Remind a reviewer',
    paragraphs: [
      `Their review is due on ${ukTime(about.round.reviewsDue)}. They get an email now, once a day at most.`,
      'Reminders also come by themselves: a week and a day before reviews are due, and on the day after.',
    ],
    button: 'Send a reminder',
  }),
  instead: ({ round, member, hindrance }) => {
    const title = 'There is nobody to remind now';
    if (!isAwaited(member.status)) return { title, paragraphs: ['Nothing is awaited of this reviewer.'] };
    return unless(title, round, 'open') ?? (hindrance === null ? null : { title, paragraphs: [hindrance] });
  },
  fields: () => [],
  next: (_, { round }) => [pathOf(round), 'reviewer-reminded'],
};

const toChoose = (visit: Visit, round: Round): Promise<ReviewersToChoose> =>
  reviewersToChoose(
    servicesOf(visit.site),
    round.panel.map(({ personId }) => personId),
  );

const who = ({ offered: known, atMost }: ReviewersToChoose): readonly Field[] => [
  ...(known.length === 0
    ? []
    : [
        {
          kind: 'select',
          name: 'known',
          label: 'A reviewer whom the Centre knows',
          optional: true,
          ...(atMost !== null && {
            hint: `These are ${atMost} of them. Enter the name and address of any other below.`,
          }),
          options: known.map(({ name, email, expertise }) => ({
            value: email,
            text: expertise.length === 0 ? name : `${name} (${expertise.join(', ')})`,
          })),
        } as const,
      ]),
  {
    kind: 'text',
    name: 'name',
    label: known.length === 0 ? 'Name' : 'Or the name of a new reviewer',
    missing: 'Enter a name, or choose a reviewer',
    autocomplete: 'off',
  },
  {
    kind: 'text',
    name: 'email',
    type: 'email',
    label: known.length === 0 ? 'Email address' : 'Email address of the new reviewer',
    hint: 'The address of the Google account that they review with.',
    missing: 'Enter an email address, or choose a reviewer',
    autocomplete: 'off',
  },
];

/** Reads who was chosen or entered: one of the two, and nobody who is, or was, on the panel. */
function readWho(
  fields: readonly Field[],
  { offered: all, taken }: ReviewersToChoose,
  visit: Visit,
): ReadForm {
  const {
    body: { known: _, ...typed },
    defects,
  } = readFields(fields, visit);
  // There is nobody left to choose where the last one has been added meanwhile.
  const known = visit.form.get('known') ?? '';
  const at = known === '' ? '/email' : fields.some(({ name }) => name === 'known') ? '/known' : '';
  const wrong = (detail: string) => [...defects, { pointer: at, code: 'not-usable', detail }];
  const onPanel = 'This person is, or was, on the panel already. Choose somebody else.';
  if (known === '')
    return { body: typed, defects: taken.has(String(typed.email).toLowerCase()) ? wrong(onPanel) : defects };
  const one = all.find(({ email }) => email === known);
  const body = { ...typed, name: one?.name ?? known, email: known };
  if (typed.name !== '' || typed.email !== '')
    return { body, defects: wrong('Choose a reviewer or enter a new one, not both.') };
  if (one !== undefined) return { body, defects };
  return {
    body,
    defects: wrong(taken.has(known) ? onPanel : 'Choose again: this reviewer’s details have changed.'),
  };
}

const add: FormDefinition<'addReviewer', ReviewersToChoose & { readonly round: Round }> = {
  operation: 'addReviewer',
  load: async (visit) => {
    const round = await readRound(visit);
    return round && { round, ...(await toChoose(visit, round)) };
  },
  text: ({ round }) => ({
    title: 'Add a reviewer',
    caption: nameOf(round),
    back: { text: 'Back to the round', href: pathOf(round) },
    button: 'Add to the panel',
  }),
  instead: ({ round }) => unless('No reviewer can be added now', round, 'draft', 'open'),
  fields: who,
  read: async (about, visit) => readWho(who(about), about, visit),
  lock: ({ round }) => lockOf(round),
  next: (_, { round }) => [`${pathOf(round)}`, 'reviewer-added'],
};

const replace: FormDefinition<'replaceReviewer', ReviewersToChoose & Member> = {
  operation: 'replaceReviewer',
  load: async (visit) => {
    const member = await readMember(visit);
    return member && { ...member, ...(await toChoose(visit, member.round)) };
  },
  text: (about) => ({
    ...memberText(about),
    title: 'Replace a reviewer',
    paragraphs: ['They leave the panel, and somebody else takes their place.'],
    button: 'Replace this reviewer',
  }),
  instead: (about) => unlessOn(about, 'draft', 'open'),
  fields: (about) => [...who(about), reason],
  read: async (about, visit) => readWho([...who(about), reason], about, visit),
  lock: ({ round }) => lockOf(round),
  next: (_, { round }) => [pathOf(round), 'reviewer-replaced'],
};

/** Every form page below `/rounds/{roundId}`. */
export const roundForms: readonly Route[] = [
  ...formRoutes('/rounds/{roundId}/open', open),
  ...formRoutes('/rounds/{roundId}/dates', extend),
  ...formRoutes('/rounds/{roundId}/close', close),
  ...formRoutes('/rounds/{roundId}/cancel', cancel),
  ...formRoutes('/rounds/{roundId}/reopen', reopen),
  ...formRoutes('/rounds/{roundId}/reviewers/add', add),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/replace', replace),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/recuse', recuse),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/remove', remove),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/interest', interest),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/reopen', reopenReview),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/remind', remind),
];
