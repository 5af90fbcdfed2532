import { criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import {
  interestQuestion,
  leavingOf,
  mayRaiseConcern,
  nextStep,
} from '../../../shared/domain/rounds/own-assignment.ts';
import { whoseIs } from '../../specifications/whose.ts';
import { servicesOf } from '../web/services-of.ts';
import { reviewerForm } from './form.ts';
import { readOwn } from './reading.ts';
import type { ReviewerRoute } from './visit.ts';

const interests = reviewerForm('interests', {
  operation: 'declareInterests',
  text: () => ({ title: 'Declare your interests', button: 'Declare' }),
  instead: (assignment) =>
    nextStep(assignment) === 'declare'
      ? null
      : {
          title: 'There is nothing to declare now',
          paragraphs: [
            'You have declared your interests, or this review is not open. If you notice an interest later, recuse yourself on the page of the review.',
          ],
        },
  fields: async ({ specificationId }, { site }) => [
    {
      kind: 'radios',
      name: 'interest',
      label: interestQuestion(await whoseIs(servicesOf(site), specificationId)),
      hint: 'Such as working with the developer, having written part of it, or teaching on a programme that would use it.',
      missing: 'Choose whether you have an interest to declare',
      options: [
        { value: 'none', text: 'No, I have none' },
        { value: 'declared', text: 'Yes, I declare one' },
      ],
    },
    {
      kind: 'textarea',
      name: 'description',
      label: 'If yes, what is it?',
      hint: 'The Centre reads this, and decides whether you can review.',
      missing: 'Describe the interest, or choose that you have none',
    },
  ],
  body: ({ interest, description }) => (interest === 'none' ? { interest } : { interest, description }),
  done: ({ interest }) => (interest === 'none' ? 'interests-none' : 'interests-declared'),
});

const leaving = {
  decline: {
    title: 'Decline this review',
    paragraphs: [
      'You will not be asked to review this specification in this round. The Centre can invite somebody else.',
    ],
    button: 'Decline',
  },
  recuse: {
    title: 'Recuse yourself',
    paragraphs: ['You step down from this review, for example because of an interest that you noticed late.'],
    button: 'Recuse myself',
  },
} as const;

const leave = reviewerForm('leave', {
  operation: 'declineOrRecuse',
  text: (assignment) => ({
    ...leaving[leavingOf(assignment) ?? 'recuse'],
    ...(assignment.status === 'submitted' && {
      warning: 'Your submission will no longer count towards the result.',
    }),
  }),
  instead: (assignment) =>
    leavingOf(assignment) === null
      ? {
          title: 'This review cannot be left now',
          paragraphs: ['You are not reviewing in it any more, or it is not open.'],
        }
      : null,
  fields: async () => [
    { kind: 'textarea', name: 'reason', label: 'Why?', hint: 'The Centre reads this.', missing: 'Say why' },
  ],
  body: (read) => read,
  done: () => 'review-left',
});

const concern = reviewerForm('concern', {
  operation: 'raiseConcern',
  text: () => ({
    title: 'Raise a patient-safety concern',
    paragraphs: [
      'It reaches the Centre’s staff at once, with your name. It is no part of your review and changes no rating. Put nothing in it that identifies a patient.',
    ],
    button: 'Send to the Centre',
  }),
  instead: (assignment) =>
    mayRaiseConcern(assignment)
      ? null
      : {
          title: 'You cannot raise a concern here now',
          paragraphs: [
            'A concern can be raised once you have declared your interests, while the round is open. At any other time, write to the Centre.',
          ],
        },
  fields: async (_, visit) => {
    // Whoever was recused sees no criteria, and may raise one.
    const form = await readOwn(visit, 'getForm');
    const criteria = form.ok ? criteriaOf(form.value.criteriaSet) : [];
    return [
      {
        kind: 'textarea',
        name: 'text',
        label: 'What worries you?',
        rows: 8,
        missing: 'Say what worries you',
      },
      ...(criteria.length === 0
        ? []
        : [
            {
              kind: 'select' as const,
              name: 'criterionId',
              label: 'Which criterion is it about?',
              hint: 'Leave this as it is where it is about none in particular.',
              optional: true as const,
              options: criteria.map(({ id, number, text }) => ({ value: id, text: `${number} ${text}` })),
            },
          ]),
    ];
  },
  body: ({ text, criterionId }) => ({ text, criterionId: criterionId ?? null }),
  done: () => 'concern-raised',
});

/** What a reviewer does with an assignment besides the review itself. */
export const assignmentFormRoutes: readonly ReviewerRoute[] = [...interests, ...leave, ...concern];
