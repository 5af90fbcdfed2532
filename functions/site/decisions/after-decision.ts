import { isYes } from '../../../shared/domain/decisions/decision.ts';
import { letterNotice } from '../../letters/letter-notice.ts';
import { whoMadeIt } from '../../words/who-made-it.ts';
import { titleOf } from '../rounds/round-of.ts';
import type { Message } from '../web/answer.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Field } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';
import { type About, back, loadDecided, lock, withdrawn, yesOf } from './about-decision.ts';

/** What staff say of what they do to a yes, and what the developer or sponsor is told. */
const saidFields = ({ round }: About, what: string, email: string, { form }: Visit): readonly Field[] => [
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
    label: `What is the ${whoMadeIt(round.criteriaSetKind)} told?`,
    hint: `Goes to the ${whoMadeIt(round.criteriaSetKind)}’s contact in an email that says that the ${email}. It stands there as the reason.`,
    missing: `Enter what the ${whoMadeIt(round.criteriaSetKind)} is told`,
  },
  // Asked once there is something to look at, which the form says first.
  ...(form.has('message')
    ? [{ kind: 'checkbox', name: 'looked', label: 'I have looked: the message names no reviewer' } as const]
    : []),
];

const told = ({ round }: About) =>
  `Staff, the Oversight Group and the ${whoMadeIt(round.criteriaSetKind)}’s contact are told by email at once.`;

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
  const about = await loadDecided(visit);
  return about === null || about.decision.register === null ? null : about;
};

const suspensionForm: FormDefinition<'suspendEndorsement', About> = {
  operation: 'suspendEndorsement',
  load: endorsementOf,
  text: (about) => ({
    title: about.decision.suspended === null ? 'Suspend the endorsement' : 'Change the suspension',
    caption: titleOf(about.round),
    back: back(about),
    paragraphs: [told(about)],
    warning:
      about.decision.suspended === null
        ? 'The public register says at once that the endorsement is suspended, and since when.'
        : 'The public register says at once by when it is considered again.',
    button: about.decision.suspended === null ? 'Suspend the endorsement' : 'Change the suspension',
  }),
  instead: notInRegister,
  fields: (about, visit) => [
    {
      kind: 'date',
      name: 'reconsiderBy',
      label: 'By when does the Centre consider it again?',
      hint: 'Today reminds staff two weeks before.',
      missing: 'Enter the date by which the Centre considers it again',
      exampleIn: 180,
    },
    ...(about.decision.suspended === null
      ? saidFields(about, 'endorsement is suspended', 'endorsement is suspended', visit)
      : saidFields(about, 'suspension is changed', 'suspension is extended or shortened', visit)),
  ],
  lock,
  next: (_, { round, decision }) => [
    `/rounds/${round.id}/decision`,
    decision.suspended === null ? 'endorsement-suspended' : 'suspension-changed',
  ],
};

const liftForm: FormDefinition<'liftSuspension', About> = {
  operation: 'liftSuspension',
  load: endorsementOf,
  text: (about) => ({
    title: 'Lift the suspension',
    caption: titleOf(about.round),
    back: back(about),
    paragraphs: [told(about)],
    warning: 'The public register says at once that the endorsement stands again.',
    button: 'Lift the suspension',
  }),
  instead: (about) =>
    notInRegister(about) ??
    (about.decision.suspended === null
      ? { title: 'The endorsement is not suspended', paragraphs: ['It stands.'] }
      : null),
  fields: (about, visit) => saidFields(about, 'suspension is lifted', 'endorsement stands again', visit),
  lock,
  next: (_, { round }) => [`/rounds/${round.id}/decision`, 'suspension-lifted'],
};

/** A decision, and whether its letter was released: the developer knows of it. */
interface AboutTold extends About {
  readonly isTold: boolean;
}

const withdrawalForm: FormDefinition<'withdrawDecision', AboutTold> = {
  operation: 'withdrawDecision',
  load: async (visit) => {
    const about = await loadDecided(visit);
    if (about === null || !isYes(about.decision.outcome)) return null;
    const letter = await letterNotice(servicesOf(visit.site), about.round);
    return { ...about, isTold: letter?.status !== 'waiting' };
  },
  text: (about) => ({
    title: `Withdraw the ${yesOf(about)}`,
    caption: titleOf(about.round),
    back: back(about),
    paragraphs: [told(about)],
    warning: `${
      about.round.criteriaSetKind === 'gateway'
        ? ''
        : about.decision.register === 'not-yet'
          ? 'The public register has not shown it and never will. '
          : 'The public register says so at once. '
    }Its conditions are no longer asked for.${about.isTold ? '' : ` The letter to the ${whoMadeIt(about.round.criteriaSetKind)} is never released.`}`,
    button: `Withdraw the ${yesOf(about)}`,
  }),
  instead: withdrawn,
  fields: (about, visit) =>
    saidFields(
      about,
      `${yesOf(about)} is withdrawn`,
      about.isTold
        ? `${yesOf(about)} is withdrawn`
        : 'Centre has withdrawn a decision before its letter went, and not which',
      visit,
    ),
  lock,
  next: (_, about) => [`/rounds/${about.round.id}/decision`, `${yesOf(about)}-withdrawn`],
};

/** What follows a yes: it is suspended, stands again or is withdrawn. */
export const afterDecisionForms: readonly Route[] = [
  ...formRoutes('/rounds/{roundId}/decision/suspend', suspensionForm),
  ...formRoutes('/rounds/{roundId}/decision/lift', liftForm),
  ...formRoutes('/rounds/{roundId}/decision/withdraw', withdrawalForm),
];
