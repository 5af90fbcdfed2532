import { isAwaited, isOnPanel, placeName } from '../../../shared/domain/rounds/round.ts';
import { waitsForCentre } from '../../panels/remind-reviewer.ts';
import { membersOf, type ReviewersToChoose, reviewersToChoose } from '../../people/names.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { ukIsoDay } from '../../words/uk-date.ts';
import { ukTime } from '../../words/uk-time.ts';
import { lockOf, nameOf, pathOf, type Round, readRound, reason, unless } from '../rounds/about-round.ts';
import type { Message } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes, type ReadForm } from '../web/form.ts';
import { dateValues, type Field, readFields } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';
import { inSpite } from './in-spite.ts';

/** A round and the reviewer whom a page is about. */
export interface Member {
  readonly round: Round;
  readonly member: Round['panel'][number];
  readonly name: string;
  /** Why it is no use to remind them, in sentences; null where it is some. */
  readonly hindrance: string | null;
}

/** The same, as it stands; null where there is none. */
export async function readMember(visit: Visit): Promise<Member | null> {
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

const dueOf = ({ round, member }: Member): string => member.reviewsDue ?? round.reviewsDue;

/** What a form about one reviewer is locked by. */
export const memberLock = ({ round, member }: Member) => ({
  version: member.editVersion,
  concerns: { kind: 'round' as const, id: round.roundId },
});

/** What such a form says around its fields. */
export const memberText = ({ round, name }: Member) => ({
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
      `Their review is due on ${ukTime(dueOf(about))}. They get an email now, once a day at most.`,
      'Reminders also come by themselves: a week and a day before a review is due, on the day after, and on the day before the round closes.',
    ],
    button: 'Send a reminder',
  }),
  instead: ({ round, member, hindrance }) => {
    const title = 'There is nobody to remind now';
    if (!isAwaited(member.status)) return { title, paragraphs: ['Nothing is awaited of this reviewer.'] };
    if (member.interest === 'declared') return { title, paragraphs: [waitsForCentre] };
    return unless(title, round, 'open') ?? (hindrance === null ? null : { title, paragraphs: [hindrance] });
  },
  fields: () => [],
  next: (_, { round }) => [pathOf(round), 'reviewer-reminded'],
};

/** Whether a round closes on the day of an instant that a form gives, but before it. */
const isEarlierThatDay = (closesAt: string, instant: unknown): boolean =>
  typeof instant === 'string' &&
  closesAt < new Date(instant).toISOString() &&
  ukIsoDay(new Date(closesAt)) === ukIsoDay(new Date(instant));

const due: FormDefinition<'changeReviewerDue', Member> = {
  operation: 'changeReviewerDue',
  load: readMember,
  text: (about) => ({
    ...memberText(about),
    title: 'Give a reviewer a due date of their own',
    paragraphs: [
      `Their review is due on ${ukTime(dueOf(about))}. The round closes on ${ukTime(about.round.closesAt)}: nothing can be submitted after that.`,
      about.hindrance === null ? 'They get an email with the new date.' : about.hindrance,
    ],
    button: 'Change the date',
  }),
  instead: ({ round, member }) => {
    const title = 'There is no date to change now';
    if (!isAwaited(member.status)) return { title, paragraphs: ['Nothing is awaited of this reviewer.'] };
    return unless(title, round, 'open');
  },
  fields: () => [
    {
      kind: 'date',
      name: 'reviewsDue',
      label: 'When is their review due?',
      subject: 'The date when the review is due',
      missing: 'Enter the date when the review is due',
      hint: 'They are asked to submit by 5pm on this day, or by the closing where the round closes earlier that day.',
      time: '17:00',
    },
    reason,
  ],
  values: (about) => dateValues('reviewsDue', dueOf(about)),
  body: ({ reviewsDue, ...rest }, { round: { closesAt } }) => ({
    ...rest,
    reviewsDue: isEarlierThatDay(closesAt, reviewsDue) ? closesAt : reviewsDue,
  }),
  lock: memberLock,
  next: (_, { round }) => [pathOf(round), 'reviewer-due-changed'],
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
    hint: 'The invitation goes there, and they sign in with it.',
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
  // When the last one has been added meanwhile, there is nobody left to choose.
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

const onlyWhere =
  'Only where they have the mail domain of the developer’s contact or of another reviewer. Kept with the round.';

const addFields = (about: ReviewersToChoose): readonly Field[] => [
  ...who(about),
  inSpite('reason', onlyWhere),
];

const replaceFields = (about: ReviewersToChoose): readonly Field[] => [
  ...who(about),
  reason,
  inSpite('inSpite', onlyWhere),
];

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
  fields: addFields,
  read: async (about, visit) => readWho(addFields(about), about, visit),
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
    paragraphs: ['They leave the panel, and somebody else joins it.'],
    button: 'Replace this reviewer',
  }),
  instead: (about) => unlessOn(about, 'draft', 'open'),
  fields: replaceFields,
  read: async (about, visit) => readWho(replaceFields(about), about, visit),
  lock: ({ round }) => lockOf(round),
  next: (_, { round }) => [pathOf(round), 'reviewer-replaced'],
};

/** Every form page of one reviewer on a panel. */
export const memberForms: readonly Route[] = [
  ...formRoutes('/rounds/{roundId}/reviewers/add', add),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/replace', replace),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/recuse', recuse),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/remove', remove),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/interest', interest),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/reopen', reopenReview),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/due', due),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/remind', remind),
];
