import { letterNotice } from '../../letters/letter-notice.ts';
import { ukDay } from '../../words/uk-time.ts';
import { titleOf } from '../rounds/round-of.ts';
import type { Message } from '../web/answer.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Field } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';
import { type About, back, loadDecided, lock, withdrawn } from './about-decision.ts';

/** A condition of a decision, with both. */
interface AboutCondition extends About {
  readonly condition: About['decision']['conditions'][number];
}

async function load(visit: Visit): Promise<AboutCondition | null> {
  const about = await loadDecided(visit);
  const condition = about?.decision.conditions.find(
    ({ number }) => String(number) === visit.parameters.number,
  );
  return about === null || condition === undefined ? null : { ...about, condition };
}

const text = (about: AboutCondition, title: string, button: string) => ({
  title,
  caption: titleOf(about.round),
  back: back(about),
  paragraphs: [
    about.condition.text,
    `${about.condition.owner} is to see to it by ${ukDay(about.condition.due)}.`,
  ],
  button,
});

/** Says that a condition is fulfilled, or that it is not; null where it is as a form needs it. */
const unless = (about: AboutCondition, needed: 'outstanding' | 'fulfilled'): Message | null => {
  const isFulfilled = about.condition.fulfilled !== null;
  if (isFulfilled && needed === 'outstanding')
    return {
      title: 'This condition is fulfilled',
      paragraphs: ['What shows that is kept with the decision.'],
    };
  if (!isFulfilled && needed === 'fulfilled')
    return {
      title: 'This condition is not marked as fulfilled',
      paragraphs: ['There is nothing to take back.'],
    };
  return withdrawn(about);
};

const reasonFields = (missing: string, { form }: Visit): readonly Field[] => [
  {
    kind: 'textarea',
    name: 'reason',
    label: 'Why?',
    hint: 'Kept with the decision. The contact is told it, unless the letter still waits: that says how the condition stands then. Do not name reviewers.',
    missing,
  },
  // Asked once there is something to look at, which the form says first.
  ...(form.has('reason')
    ? [{ kind: 'checkbox', name: 'looked', label: 'I have looked: the reason names no reviewer' } as const]
    : []),
];

const fulfil: FormDefinition<'fulfilCondition', AboutCondition> = {
  operation: 'fulfilCondition',
  load,
  text: (about) => text(about, `Mark condition ${about.condition.number} as fulfilled`, 'Mark as fulfilled'),
  instead: (about) => unless(about, 'outstanding'),
  fields: () => [
    {
      kind: 'textarea',
      name: 'evidence',
      label: 'Evidence',
      hint: 'What shows that it is fulfilled, and where that is kept. Do not name people. The contact is told that it is accepted, in the letter where that still waits.',
      missing: 'Enter what shows that the condition is fulfilled',
    },
  ],
  lock,
  next: (_, { round }) => [`/rounds/${round.id}/decision`, 'condition-fulfilled'],
};

const extend: FormDefinition<'extendCondition', AboutCondition> = {
  operation: 'extendCondition',
  load,
  text: (about) => text(about, `Give condition ${about.condition.number} more time`, 'Give more time'),
  instead: (about) => unless(about, 'outstanding'),
  fields: (_, visit) => [
    {
      kind: 'date',
      name: 'due',
      label: 'By when is it due now?',
      missing: 'Enter the date by which it is due now',
      exampleIn: 90,
    },
    ...reasonFields('Enter why the condition has more time', visit),
  ],
  lock,
  next: (_, { round }) => [`/rounds/${round.id}/decision`, 'condition-extended'],
};

const takeBack: FormDefinition<'takeBackFulfilment', AboutCondition> = {
  operation: 'takeBackFulfilment',
  load,
  text: (about) =>
    text(about, `Take back that condition ${about.condition.number} is fulfilled`, 'Take back'),
  instead: (about) => unless(about, 'fulfilled'),
  fields: (_, visit) => reasonFields('Enter why the condition is not fulfilled after all', visit),
  lock,
  next: (_, { round }) => [`/rounds/${round.id}/decision`, 'condition-taken-back'],
};

/** A condition of a decision, and its letter where that waits. */
interface AboutWaiting extends AboutCondition {
  readonly letter: Awaited<ReturnType<typeof letterNotice>>;
}

const reword: FormDefinition<'rewordCondition', AboutWaiting> = {
  operation: 'rewordCondition',
  load: async (visit) => {
    const about = await load(visit);
    return about && { ...about, letter: await letterNotice(servicesOf(visit.site), about.round) };
  },
  text: (about) => ({
    title: `Put condition ${about.condition.number} in other words`,
    caption: titleOf(about.round),
    back: back(about),
    paragraphs: [
      'The letter is composed anew, as everything stands now.',
      ...(about.letter?.changedBy
        ? ['It has been changed since it was composed. Those changes are lost.']
        : []),
    ],
    button: 'Save the words',
  }),
  instead: (about) =>
    about.letter?.status === 'waiting' || withdrawn(about) !== null
      ? unless(about, 'outstanding')
      : {
          title: 'The letter has been released',
          paragraphs: ['The contact has read the condition. Its words stay as they are.'],
        },
  fields: () => [
    {
      kind: 'textarea',
      name: 'text',
      label: 'What must be done?',
      hint: 'Do not name people.',
      missing: 'Enter what must be done',
    },
  ],
  values: ({ condition }) => ({ text: condition.text }),
  lock,
  next: (_, { round }) => [`/rounds/${round.id}/decision`, 'condition-reworded'],
};

/** What becomes of a condition: it has other words while its letter waits, it is fulfilled, has more time, or is not fulfilled after all. */
export const conditionForms: readonly Route[] = [
  ...formRoutes('/rounds/{roundId}/conditions/{number}/fulfil', fulfil),
  ...formRoutes('/rounds/{roundId}/conditions/{number}/extend', extend),
  ...formRoutes('/rounds/{roundId}/conditions/{number}/take-back', takeBack),
  ...formRoutes('/rounds/{roundId}/conditions/{number}/reword', reword),
];
