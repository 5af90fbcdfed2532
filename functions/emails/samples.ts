import type { NoticeData, NoticeKind } from '../../shared/contract/notices/kinds.ts';
import { decisionOutcomes } from '../../shared/domain/decisions/decision.ts';
import { letterBody } from '../../shared/domain/letters/letter-text.ts';
import type { Outcome } from '../../shared/domain/recommendations/recommendation-rules.ts';
import { outcomeInWords } from '../../shared/domain/recommendations/trace-in-words.ts';
import type { Notice } from './views.ts';

/** A notice as it could be, of people and specifications that do not exist. */
export interface SampleNotice {
  /** What it shows, unique among the samples: "reminder, overdue". */
  readonly title: string;
  readonly notice: Notice;
  readonly recipient: { readonly name: string };
}

const about = { title: 'Sample credential in frailty', specificationVersion: 2, sample: true };

const dates = { reviewsDue: '2026-08-06T16:00:00.000Z', closesAt: '2026-08-20T11:00:00.000Z' };

const ownCriteria = { ...about, sample: false };

const longTitle = {
  ...ownCriteria,
  title:
    'Sample credential in the care of people with several long-term conditions across primary, community and hospital settings',
  specificationVersion: 14,
};

const contentHash = '9c1185a5c5e9fc54612808977ee8f548b2258d31a1f5a3e0ee40a2a6e1fb1f3f';
const criteriaSetHash = '4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a';

const reviewer = 'Sample reviewer';
const staff = 'Sample staff member';

/** Samples of one kind: what each shows, and its data. */
const of =
  <K extends NoticeKind>(notice: K, name: string, optOutKey: string | null = null) =>
  (samples: Readonly<Record<string, NoticeData<K>>>): readonly SampleNotice[] =>
    Object.entries(samples).map(([what, data], i) => ({
      title: `${notice}, ${what}`,
      notice: {
        notice,
        data,
        id: `sample-${notice}-${i + 1}`,
        roundId: notice === 'digest' ? null : 'sample-round',
        optOutKey,
      } as Notice,
      recipient: { name },
    }));

const reasons: Record<Outcome, readonly string[]> = {
  endorse: ['Every mandatory criterion is met.', '13 of the 14 other criteria are met, and 12 are enough.'],
  'endorse-with-conditions': [
    'Mandatory criteria 7.2 and 8.1 are partly met.',
    'No mandatory criterion is not met or disputed, and none has too few ratings.',
    '23 of 27 criteria are met.',
  ],
  'return-for-revision': ['Mandatory criterion 8.1 is not met.', 'No dispute elsewhere could change that.'],
  'refer-to-panel': ['Reviewers dispute mandatory criterion 10.2.'],
  hold: ['1 review was submitted, and the rules need 2.'],
};

const recommendation = {
  ...about,
  criteriaSetHash,
  recommendationNumber: 1,
  outcome: 'endorse-with-conditions' as Outcome,
  reasons: [...reasons['endorse-with-conditions']],
  conditions: [
    '7.2 The assessment methods suit the learning outcomes.',
    '8.1 Supervision in the workplace is planned, resourced and assured.',
  ],
  moreConditions: 0,
  disputed: ['10.2 There is a fair way to recognise earlier learning.'],
  moreDisputed: 0,
  agreement: 'Agreement was moderate: reviewers gave the same rating in 74% of comparisons.',
};

const decision = {
  ...about,
  outcome: 'endorse-with-conditions' as const,
  recommended: 'endorse-with-conditions' as const,
  departs: false,
  conditions: 2,
};

const { subject, body } = letterBody({
  subject: 'Sample credential in frailty, version 2: endorsed with conditions',
  organisation: 'Sample frailty development group',
  sample: true,
  opening: [
    'Thank you for submitting Sample credential in frailty, version 2, for independent review against “Sample endorsement criteria”.',
    '3 reviewers read it independently of each other. The Centre has decided to endorse the specification with conditions.',
    'The 2 conditions are below. Send the Centre evidence that each is fulfilled by its date.',
  ],
  conditions: [
    {
      number: 1,
      text: 'Say for each learning outcome how it is assessed, and by whom',
      criteria: ['7.2'],
      owner: 'Sample frailty development group',
      due: '31 March 2027',
    },
    {
      number: 2,
      text: 'Plan the time that supervisors need, and show who pays for it.',
      criteria: ['8.1', '8.2'],
      owner: 'Sample university',
      due: '30 June 2027',
    },
  ],
  message: [
    'The Centre was glad to see how people who live with frailty took part in writing this specification.',
  ],
  comments: [
    {
      number: '7.2',
      text: 'The assessment methods suit the learning outcomes.',
      comments: [
        'Section 4 names written work only. Clinical decisions need to be seen in practice.',
        'Please match the table on page 31 to the outcomes.',
      ],
    },
    {
      number: '8.1',
      text: 'Supervision in the workplace is planned, resourced and assured.',
      comments: ['It is not clear how much time a supervisor has.'],
    },
  ],
  overallComments: ['A clear specification that answers a real need.'],
  closing: [
    'The specification is in the Centre’s public register of endorsed specifications from the date of this decision.',
    'The Centre will review the endorsement by 22 November 2029.',
    'The comments are the reviewers’ own words. They are given in no particular order.',
  ],
});

const nothing = {
  roundsClosing: 0,
  reviewsOverdue: 0,
  interests: 0,
  panelsToCall: 0,
  toDecide: 0,
  conditionsDue: 0,
  endorsementsToReview: 0,
  noticesFailed: 0,
  noticesToRelease: 0,
  addressesFailing: 0,
};

const each = <T, K extends string>(keys: readonly K[], of: (key: K) => T): Readonly<Record<K, T>> =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, T>;

/** Every kind of notice, with every branch of its email. */
export const sampleNotices: readonly SampleNotice[] = [
  ...of(
    'invitation',
    reviewer,
  )({
    'sample criteria': { ...about, ...dates, criteriaSetTitle: 'Sample endorsement criteria' },
    'long titles': {
      ...longTitle,
      ...dates,
      criteriaSetTitle: 'Sample criteria for endorsement of credential specifications, third edition',
    },
  }),
  ...of('declaration-received', reviewer)({ 'sample criteria': about, 'long title': longTitle }),
  ...of(
    'interest-declared',
    staff,
  )({
    'sample criteria': about,
    'long title': longTitle,
  }),
  ...of(
    'declaration-resolved',
    reviewer,
  )({
    cleared: { ...about, ...dates, resolution: 'cleared' },
    recused: { ...ownCriteria, ...dates, resolution: 'recused' },
  }),
  ...of(
    'reminder',
    reviewer,
  )({
    '7 days before': { ...about, ...dates, when: 'seven-days', isOverdue: false, hasStarted: false },
    '1 day before': { ...about, ...dates, when: 'one-day', isOverdue: false, hasStarted: true },
    overdue: { ...ownCriteria, ...dates, when: 'overdue', isOverdue: true, hasStarted: true },
    'overdue and not started': {
      ...longTitle,
      ...dates,
      when: 'overdue',
      isOverdue: true,
      hasStarted: false,
    },
    'asked by staff': { ...about, ...dates, when: 'asked', isOverdue: false, hasStarted: true },
    'asked by staff when overdue': { ...about, ...dates, when: 'asked', isOverdue: true, hasStarted: false },
  }),
  ...of(
    'receipt',
    reviewer,
    'sample-key',
  )({
    'first submission': {
      ...about,
      receiptId: 'sample-round-2-1',
      submissionNumber: 1,
      submittedAt: '2026-08-04T19:42:00.000Z',
      contentHash,
      criteriaSetHash,
    },
    'third submission, long title': {
      ...longTitle,
      receiptId: 'sample-round-2-3',
      submissionNumber: 3,
      submittedAt: '2026-12-04T12:00:00.000Z',
      contentHash,
      criteriaSetHash,
    },
  }),
  ...of(
    'reopened',
    reviewer,
  )({
    'sample criteria': {
      ...about,
      ...dates,
      reason: 'Your rating of criterion 8.1 and its evidence seem to speak of different pages.',
    },
    'a reason in several lines': {
      ...longTitle,
      ...dates,
      reason:
        'Two things seem to have slipped:\n\nCriterion 8.1: the evidence is of another section.\nCriterion 9.3: the comment breaks off.',
    },
  }),
  ...of(
    'dates-changed',
    reviewer,
  )({
    'new dates': { ...about, ...dates, isOpenAgain: false },
    'open again': { ...ownCriteria, ...dates, isOpenAgain: true },
  }),
  ...of('off-panel', reviewer)({ 'sample criteria': about, 'long title': longTitle }),
  ...of(
    'round-closed',
    reviewer,
    'sample-key',
  )({
    'closed, submitted': { ...about, how: 'closed', hasSubmitted: true },
    'closed, not submitted': { ...ownCriteria, how: 'closed', hasSubmitted: false },
    'cancelled, submitted': { ...about, how: 'cancelled', hasSubmitted: true },
    'cancelled, not submitted': { ...longTitle, how: 'cancelled', hasSubmitted: false },
  }),
  ...of(
    'recommendation',
    staff,
  )({
    ...each(Object.keys(outcomeInWords) as Outcome[], (outcome) => ({
      ...recommendation,
      outcome,
      reasons: [...reasons[outcome]],
      agreement:
        outcome === 'hold'
          ? 'Agreement cannot be shown: no criterion has been rated by 2 reviewers or more.'
          : recommendation.agreement,
      conditions: outcome === 'endorse-with-conditions' ? recommendation.conditions : [],
      disputed: outcome === 'endorse' || outcome === 'hold' ? [] : recommendation.disputed,
    })),
    'long title': { ...recommendation, ...longTitle, recommendationNumber: 3 },
    'more criteria than are listed': { ...recommendation, moreConditions: 12, moreDisputed: 1 },
  }),
  ...of(
    'panel-called',
    reviewer,
  )({
    'to a reviewer': {
      ...about,
      at: '2026-09-03T13:30:00.000Z',
      where: 'Sample house, 1 Sample street, room 4',
      disputed: 1,
      audience: 'reviewer',
    },
  }),
  ...of(
    'panel-called',
    staff,
  )({
    'to the Centre': {
      ...ownCriteria,
      at: '2026-09-03T13:30:00.000Z',
      where: 'Online: https://meet.example.org/sample-panel\nThe code is in the calendar.',
      disputed: 4,
      audience: 'centre',
    },
    'without disputes, long title': {
      ...longTitle,
      at: '2026-11-22T17:00:00.000Z',
      where: 'Online',
      disputed: 0,
      audience: 'centre',
    },
  }),
  ...of(
    'decision-recorded',
    staff,
    'sample-key',
  )({
    ...each(decisionOutcomes, (outcome) => ({
      ...decision,
      outcome,
      departs: outcome !== decision.recommended,
      conditions: outcome === 'endorse-with-conditions' ? 2 : 0,
    })),
    'one condition after a hold, long title': {
      ...decision,
      ...longTitle,
      recommended: 'hold',
      departs: true,
      conditions: 1,
    },
  }),
  ...of(
    'letter',
    'Sample developer contact',
  )({
    composed: { ...about, organisation: 'Sample frailty development group', subject, body },
    'short, the Centre’s own criteria': {
      ...longTitle,
      organisation: 'Sample university',
      subject: `${longTitle.title}, version 14: returned for revision`,
      body: 'Thank you for the specification.\n\nThe Centre has decided to return it to you.\nPlease write to us when you have read this.',
    },
  }),
  ...of(
    'endorsement-withdrawn',
    staff,
  )({
    'to the Centre': {
      ...about,
      isGateway: false,
      reason: 'National guidance has replaced the specification.',
      audience: 'centre',
    },
    'to the Centre, after the gateway': {
      ...longTitle,
      isGateway: true,
      reason: 'The need for it is met elsewhere.\nThe Oversight Group was consulted.',
      audience: 'centre',
    },
  }),
  ...of(
    'endorsement-withdrawn',
    'Sample developer contact',
  )({
    'to the developer': {
      ...ownCriteria,
      isGateway: false,
      reason:
        'National guidance has replaced the specification.\n\nYou are welcome to send a new version for review.',
      audience: 'developer',
    },
    'to the developer, after the gateway': {
      ...longTitle,
      isGateway: true,
      reason: 'The need for it is met elsewhere.',
      audience: 'developer',
    },
  }),
  ...of(
    'digest',
    staff,
    'sample-key',
  )({
    'something of everything': {
      week: '2026-08-03',
      counts: {
        roundsClosing: 3,
        reviewsOverdue: 5,
        interests: 1,
        panelsToCall: 1,
        toDecide: 2,
        conditionsDue: 1,
        endorsementsToReview: 2,
        noticesFailed: 1,
        noticesToRelease: 1,
        addressesFailing: 1,
      },
      more: false,
    },
    'one thing': { week: '2026-08-10', counts: { ...nothing, toDecide: 1 }, more: false },
    'more than is counted': {
      week: '2026-09-28',
      counts: { ...nothing, reviewsOverdue: 100, roundsClosing: 12 },
      more: true,
    },
    nothing: { week: '2026-12-21', counts: nothing, more: false },
  }),
];
