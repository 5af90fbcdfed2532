import { isAwaited } from '../../../shared/domain/rounds/round.ts';
import { waitsForCentre } from '../../panels/remind-reviewer.ts';
import { ukIsoDay } from '../../words/uk-date.ts';
import { ukTime } from '../../words/uk-time.ts';
import { lockOf, pathOf, reason, unless } from '../rounds/about-round.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import { dateValues } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import { dueOf, type Member, memberLock, memberText, readMember, unlessOn } from './member.ts';

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

/** Every form page of one reviewer on a panel, but for those by which somebody joins it. */
export const memberForms: readonly Route[] = [
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/recuse', recuse),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/remove', remove),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/interest', interest),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/reopen', reopenReview),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/due', due),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/remind', remind),
];
