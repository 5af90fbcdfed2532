import type { decisionOperations } from '../../../shared/contract/decisions/operations.ts';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { isYes } from '../../../shared/domain/decisions/decision.ts';
import type { RoundWithCriteria } from '../../rounds/with-criteria.ts';
import { ukDay } from '../../words/uk-time.ts';
import { roundOf, titleOf } from '../rounds/round-of.ts';
import type { Message } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Field } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import type { Visit } from '../web/visit.ts';

type Decision = Answered<typeof decisionOperations.getDecision>;

interface About extends RoundWithCriteria {
  readonly decision: Decision;
}

async function load(visit: Visit): Promise<About | null> {
  const [found, decision] = await Promise.all([
    roundOf(visit),
    readFor(visit, 'getDecision', { roundId: visit.parameters.roundId ?? '' }),
  ]);
  return found === null || decision === null ? null : { ...found, decision };
}

const back = ({ round }: About) => ({ text: 'Back to the decision', href: `/rounds/${round.id}/decision` });

const lock = ({ decision }: About) => ({
  version: decision.version,
  concerns: { kind: 'round' as const, id: decision.roundId },
});

/** What a yes of this round is called. */
const yesOf = ({ round }: RoundWithCriteria) =>
  round.criteriaSetKind === 'gateway' ? 'go-ahead' : 'endorsement';

/** Says that a yes was withdrawn or replaced; null while it stands. */
const withdrawn = ({ decision, ...about }: About): Message | null =>
  decision.replaced !== null
    ? {
        title: 'The endorsement has been replaced',
        paragraphs: [
          `The endorsement of version ${decision.replaced.specificationVersion} took its place in the register. Its conditions are no longer asked for.`,
        ],
        action: { text: 'See the decision on that', href: `/rounds/${decision.replaced.roundId}/decision` },
      }
    : decision.withdrawn === null
      ? null
      : {
          title: `The ${yesOf(about)} has been withdrawn`,
          paragraphs: [
            about.round.criteriaSetKind === 'gateway'
              ? 'Its conditions are no longer asked for.'
              : 'Its conditions are no longer asked for.',
          ],
        };

const conditionOf = ({ decision }: About, { parameters }: Visit) =>
  decision.conditions.find(({ number }) => String(number) === parameters.number);

const fulfilCondition: FormDefinition<'fulfilCondition', About> = {
  operation: 'fulfilCondition',
  load: async (visit) => {
    const about = await load(visit);
    return about === null || conditionOf(about, visit) === undefined ? null : about;
  },
  text: (about, visit) => {
    const condition = conditionOf(about, visit);
    return {
      title: `Mark condition ${condition?.number} as fulfilled`,
      caption: titleOf(about.round),
      back: back(about),
      paragraphs: [
        condition?.text ?? '',
        `${condition?.owner} was to see to it by ${ukDay(condition?.due ?? '')}.`,
      ],
      button: 'Mark as fulfilled',
    };
  },
  instead: (about, visit) =>
    (conditionOf(about, visit)?.fulfilled ?? null) === null
      ? withdrawn(about)
      : {
          title: 'This condition is fulfilled',
          paragraphs: ['What shows that is kept with the decision.'],
        },
  fields: () => [
    {
      kind: 'textarea',
      name: 'evidence',
      label: 'Evidence',
      hint: 'What shows that it is fulfilled, and where that is kept. Do not name people.',
      missing: 'Enter what shows that the condition is fulfilled',
    },
  ],
  lock,
  next: (_, { round }) => [`/rounds/${round.id}/decision`, 'condition-fulfilled'],
};

/** What staff say of what they do to a yes, and what the developer is told. */
const saidFields = (what: string, email: string, { form }: Visit): readonly Field[] => [
  {
    kind: 'textarea',
    name: 'reason',
    label: 'Reason',
    hint: 'Kept with the decision, and told to staff and the Oversight Group. Do not name reviewers.',
    missing: `Enter why the ${what}`,
  },
  {
    kind: 'textarea',
    name: 'message',
    label: 'What is the developer told?',
    hint: `Goes to the developer’s contact in an email that says that the ${email}. It stands there as the reason.`,
    missing: 'Enter what the developer is told',
  },
  // Asked once there is something to look at, which the form says first.
  ...(form.has('message')
    ? [{ kind: 'checkbox', name: 'looked', label: 'I have looked: the message names no reviewer' } as const]
    : []),
];

const told = 'Staff, the Oversight Group and the developer’s contact are told by email at once.';

/** Says that an endorsement is in no state to be suspended or to stand again; null where it is. */
const notInRegister = (about: About): Message | null =>
  withdrawn(about) ??
  (about.decision.register === 'not-yet'
    ? {
        title: 'The endorsement is not in the register yet',
        paragraphs: ['It appears there when its letter is released. Withdraw it if it is not to stand.'],
      }
    : null);

const endorsementOf = async (visit: Visit): Promise<About | null> => {
  const about = await load(visit);
  return about === null || about.decision.register === null ? null : about;
};

const suspensionForm: FormDefinition<'suspendEndorsement', About> = {
  operation: 'suspendEndorsement',
  load: endorsementOf,
  text: (about) => ({
    title: about.decision.suspended === null ? 'Suspend the endorsement' : 'Extend the suspension',
    caption: titleOf(about.round),
    back: back(about),
    paragraphs: [told],
    warning: 'The public register says at once that the endorsement is suspended, and since when.',
    button: about.decision.suspended === null ? 'Suspend the endorsement' : 'Extend the suspension',
  }),
  instead: notInRegister,
  fields: (_, visit) => [
    {
      kind: 'date',
      name: 'reconsiderBy',
      label: 'By when does the Centre consider it again?',
      hint: 'Today reminds staff two weeks before.',
      missing: 'Enter the date by which the Centre considers it again',
      exampleIn: 180,
    },
    ...saidFields('endorsement is suspended', 'endorsement is suspended', visit),
  ],
  lock,
  next: (_, { round }) => [`/rounds/${round.id}/decision`, 'endorsement-suspended'],
};

const liftForm: FormDefinition<'liftSuspension', About> = {
  operation: 'liftSuspension',
  load: endorsementOf,
  text: (about) => ({
    title: 'Lift the suspension',
    caption: titleOf(about.round),
    back: back(about),
    paragraphs: [told],
    warning: 'The public register says at once that the endorsement stands again.',
    button: 'Lift the suspension',
  }),
  instead: (about) =>
    notInRegister(about) ??
    (about.decision.suspended === null
      ? { title: 'The endorsement is not suspended', paragraphs: ['It stands.'] }
      : null),
  fields: (_, visit) => saidFields('suspension is lifted', 'endorsement stands again', visit),
  lock,
  next: (_, { round }) => [`/rounds/${round.id}/decision`, 'suspension-lifted'],
};

const withdrawalForm: FormDefinition<'withdrawDecision', About> = {
  operation: 'withdrawDecision',
  load: async (visit) => {
    const about = await load(visit);
    return about !== null && isYes(about.decision.outcome) ? about : null;
  },
  text: (about) => ({
    title: `Withdraw the ${yesOf(about)}`,
    caption: titleOf(about.round),
    back: back(about),
    paragraphs: [told],
    warning: `${
      about.round.criteriaSetKind === 'gateway'
        ? ''
        : about.decision.register === 'not-yet'
          ? 'The public register has not shown it and never will. '
          : 'The public register says so at once. '
    }Its conditions are no longer asked for. If the letter to the developer is not released yet, it never will be.`,
    button: `Withdraw the ${yesOf(about)}`,
  }),
  instead: withdrawn,
  fields: (about, visit) => saidFields(`${yesOf(about)} is withdrawn`, `${yesOf(about)} is withdrawn`, visit),
  lock,
  next: (_, about) => [`/rounds/${about.round.id}/decision`, `${yesOf(about)}-withdrawn`],
};

/** What follows a yes: its conditions are fulfilled, or it is suspended, stands again or is withdrawn. */
export const afterDecisionForms: readonly Route[] = [
  ...formRoutes('/rounds/{roundId}/conditions/{number}/fulfil', fulfilCondition),
  ...formRoutes('/rounds/{roundId}/decision/suspend', suspensionForm),
  ...formRoutes('/rounds/{roundId}/decision/lift', liftForm),
  ...formRoutes('/rounds/{roundId}/decision/withdraw', withdrawalForm),
];
