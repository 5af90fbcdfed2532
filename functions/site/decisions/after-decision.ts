import type { decisionOperations } from '../../../shared/contract/decisions/operations.ts';
import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { isYes } from '../../../shared/domain/decisions/decision.ts';
import type { RoundWithCriteria } from '../../rounds/with-criteria.ts';
import { ukDay } from '../../words/uk-time.ts';
import { roundOf, titleOf } from '../rounds/round-of.ts';
import type { Message } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
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

/** Says that a yes was withdrawn; null while it stands. */
const withdrawn = ({ decision, ...about }: About): Message | null =>
  decision.withdrawn === null
    ? null
    : {
        title: `The ${yesOf(about)} has been withdrawn`,
        paragraphs: [
          about.round.criteriaSetKind === 'gateway'
            ? 'Its conditions are no longer asked for.'
            : 'It is no longer in the register, and its conditions are no longer asked for.',
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
    paragraphs: ['Staff, the Oversight Group and the developer’s contact are told by email at once.'],
    warning: `${
      about.round.criteriaSetKind === 'gateway'
        ? ''
        : 'The specification leaves the public register at once. '
    }Its conditions are no longer asked for. If the letter to the developer is not released yet, it never will be.`,
    button: `Withdraw the ${yesOf(about)}`,
  }),
  instead: withdrawn,
  fields: (about, { form }) => [
    {
      kind: 'textarea',
      name: 'reason',
      label: 'Reason',
      hint: 'Kept with the decision, and told to staff and the Oversight Group. Do not name reviewers.',
      missing: `Enter why the ${yesOf(about)} is withdrawn`,
    },
    {
      kind: 'textarea',
      name: 'message',
      label: 'What is the developer told?',
      hint: `Goes to the developer’s contact in an email that says that the ${yesOf(about)} is withdrawn. It stands there as the reason.`,
      missing: 'Enter what the developer is told',
    },
    // Asked once there is something to look at, which the form says first.
    ...(form.has('message')
      ? [{ kind: 'checkbox', name: 'looked', label: 'I have looked: the message names no reviewer' } as const]
      : []),
  ],
  lock,
  next: (_, about) => [`/rounds/${about.round.id}/decision`, `${yesOf(about)}-withdrawn`],
};

/** What follows a yes: its conditions are fulfilled, or it is withdrawn. */
export const afterDecisionForms: readonly Route[] = [
  ...formRoutes('/rounds/{roundId}/conditions/{number}/fulfil', fulfilCondition),
  ...formRoutes('/rounds/{roundId}/decision/withdraw', withdrawalForm),
];
