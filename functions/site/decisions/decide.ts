import { laterByYears } from '../../../shared/domain/basics/day.ts';
import {
  decisionInWords,
  hasConditions,
  isEndorsement,
  proposedConditions,
} from '../../../shared/domain/decisions/decision.ts';
import { decisionOutcomes, decisionOutcomesOf } from '../../../shared/domain/decisions/decision-outcomes.ts';
import { explain } from '../../../shared/domain/recommendations/explain.ts';
import { outcomeInWords } from '../../../shared/domain/recommendations/trace-in-words.ts';
import { type ToDecide, toDecide } from '../../decisions/to-decide.ts';
import { ukIsoDay } from '../../words/uk-date.ts';
import { whoMadeIt } from '../../words/who-made-it.ts';
import { factCheckShown } from '../developer/fact-check.ts';
import { roundIdOf, titleOf } from '../rounds/round-of.ts';
import type { Message } from '../web/answer.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import { dateValues, type Field, type Values } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';
import { lookAtDecision } from './check.ts';
import { conditionCount, conditionFields, conditionsIn, withoutEmptyConditions } from './condition-fields.ts';
import { earlierEndorsementFields, earlierInWords, fateBody, seenValues } from './earlier-endorsement.ts';

/** What the form is about. */
export interface DecisionAbout extends ToDecide {
  readonly factCheck: Awaited<ReturnType<typeof factCheckShown>>;
}

/** Years after which an endorsement is reviewed, unless staff enter another date. */
const usualYears = 3;

/** Reads what a decision is about. */
export async function loadDecision(visit: Visit): Promise<DecisionAbout | null> {
  const services = servicesOf(visit.site);
  const about = await toDecide(services, roundIdOf(visit) ?? '', visit.person);
  return about && { ...about, factCheck: await factCheckShown(services, about.round) };
}

const proposed = ({ set, recommendation }: DecisionAbout) =>
  recommendation === null ? [] : proposedConditions(set.content, recommendation.recommendation);

const countOf = (about: DecisionAbout, { form }: Visit) =>
  conditionCount(Math.max(proposed(about).length, conditionsIn(form)));

/** The field of the date by which conditions are due that have none of their own. */
const dueOfAll = 'dueOfAll';

/** The fields of a decision. */
export function decisionFields(about: DecisionAbout, visit: Visit): readonly Field[] {
  const { round, set, recommendation } = about;
  const recommended = recommendation?.recommendation.outcome;
  const asked: Field[] = [
    {
      kind: 'radios',
      name: 'outcome',
      label: 'What does the Centre decide?',
      missing: 'Choose a decision',
      options: decisionOutcomesOf[round.criteriaSetKind].map((value) => ({
        value,
        text: decisionInWords[value],
        ...(value === recommended && { hint: 'This is what the rules recommend.' }),
      })),
    },
    {
      kind: 'textarea',
      name: 'reason',
      label: 'Reason',
      hint: `Needed where you decide otherwise than recommended${about.round.criteriaSetKind === 'gateway' ? ', unless you name another intervention' : ''}. Kept for the record and never in the letter. Name reviewers by their place (R1, R2 …).`,
    },
    {
      kind: 'textarea',
      name: 'message',
      label: `Message to the ${whoMadeIt(round.criteriaSetKind)} (optional)`,
      hint: 'Goes into the letter, before the reviewers’ comments. Do not name reviewers.',
    },
  ];
  const conditions = Array.from({ length: countOf(about, visit) }, (_, i) => conditionFields(set.content, i));
  const fields: Field[] = [
    ...asked,
    {
      kind: 'date',
      name: dueOfAll,
      label: 'By when must all of them be met?',
      hint: 'For every condition that has no date of its own.',
      exampleIn: 90,
      optional: true,
    },
    ...conditions.flat(),
  ];
  if (round.criteriaSetKind === 'gateway')
    fields.push(
      {
        kind: 'text',
        name: 'intervention.which',
        label: 'Which intervention is the answer?',
        hint: 'Such as a short course, supervision at work or another staffing. The sponsor reads this in the letter.',
        missing: 'Enter which intervention is the answer',
        optional: true,
      },
      {
        kind: 'textarea',
        name: 'intervention.why',
        label: 'Why is it the answer?',
        hint: 'The sponsor reads this in the letter. Do not name reviewers.',
        missing: 'Enter why that intervention is the answer',
        optional: true,
      },
    );
  else
    fields.push(...earlierEndorsementFields(about, visit), {
      kind: 'date',
      name: 'reviewBy',
      label: 'When will the Centre review the endorsement?',
      hint: 'Only for “Endorse” and “Endorse with conditions”. The register shows it.',
      exampleIn: usualYears * 365,
      optional: true,
    });
  return fields;
}

/** What the form starts with: the conditions that the recommendation asks for, and the usual date. */
function decisionValues(about: DecisionAbout, visit: Visit): Values {
  const conditions = proposed(about).flatMap(({ text, criteria: [criterion = ''] }, index) => [
    [`conditions.${index}.text`, text],
    [`conditions.${index}.criteria.0`, criterion],
  ]);
  const owners = Array.from({ length: countOf(about, visit) }, (_, index) => [
    `conditions.${index}.owner`,
    about.organisation,
  ]);
  return {
    ...Object.fromEntries([...conditions, ...owners]),
    ...seenValues(about),
    ...dateValues('reviewBy', laterByYears(ukIsoDay(visit.site.now()), usualYears)),
  };
}

/** The operation's body: what belongs to another decision than the chosen one is left out. */
export function decisionBody(
  read: Readonly<Record<string, unknown>>,
  _: DecisionAbout,
  visit: Visit,
): unknown {
  const { conditions, [dueOfAll]: due, reviewBy, intervention, endorsement, ...rest } = read;
  const outcome = decisionOutcomes.find((one) => one === read.outcome);
  const isRegistered = outcome !== undefined && isEndorsement(outcome);
  const conditional = outcome !== undefined && hasConditions(outcome) && Array.isArray(conditions);
  return {
    ...rest,
    // The last, empty ones of the form hold an owner and nothing else.
    conditions: conditional
      ? conditions
          .filter((condition) => !isEmpty(condition))
          .map((condition) => ({ ...(due !== undefined && { due }), ...condition }))
      : [],
    reviewBy: isRegistered ? (reviewBy ?? null) : null,
    intervention: outcome === 'another-intervention' ? (intervention ?? {}) : null,
    endorsement: fateBody(endorsement, visit),
  };
}

const isEmpty = (condition: unknown): boolean => {
  const { text, due } = condition as { readonly text?: string; readonly due?: string };
  return (text ?? '').trim() === '' && due === undefined;
};

const definition: FormDefinition<'decide', DecisionAbout> = {
  operation: 'decide',
  load: loadDecision,
  text: ({ round, set, recommendation }) => ({
    title: 'Record the decision',
    caption: titleOf(round),
    back: { text: 'Back to the result', href: `/rounds/${round.id}/result` },
    paragraphs:
      recommendation === null
        ? []
        : [
            `Recommendation ${recommendation.number} is “${outcomeInWords[recommendation.recommendation.outcome]}”. ${explain(recommendation.recommendation, set.content).reasons.join(' ')}`,
          ],
    warning:
      'A decision is made once. The next page shows what it does before it is recorded. No letter is sent yet.',
    button: 'Check the decision',
  }),
  instead: nothingToDecide,
  fields: decisionFields,
  values: decisionValues,
  body: decisionBody,
  check: { look: lookAtDecision, template: 'decisions/check.njk' },
  lock: ({ round }) => ({ version: round.editVersion, concerns: { kind: 'round', id: round.id } }),
  template: 'decisions/decide.njk',
  show: (about, visit) => ({
    factCheck: about.factCheck,
    letterHref: `/rounds/${about.round.id}/decide/letter`,
    kind: about.round.criteriaSetKind,
    conditional: decisionInWords[decisionOutcomesOf[about.round.criteriaSetKind][1]],
    another: decisionInWords['another-intervention'],
    earlier: earlierInWords(about),
    conditions: Array.from({ length: countOf(about, visit) }, (_, index) => ({
      number: index + 1,
      start: `conditions.${index}.`,
      isOpen: index < Math.max(proposed(about).length, conditionsIn(visit.form)),
    })),
  }),
  next: (_, { round }) => [`/rounds/${round.id}/decision`, 'decided'],
};

/** Why there is nothing to decide; null where there is. */
function nothingToDecide({ round, recommendation, awaits }: DecisionAbout): Message | null {
  if (round.status === 'closed' && awaits !== null)
    return {
      title: 'Another decision waits for its letter',
      paragraphs: [
        'Another round of this specification was decided, and its letter has not been released: the register changes with it. Release that letter, or withdraw that decision where it endorses, then decide on this round.',
      ],
      action: { text: 'See the other decision', href: `/rounds/${awaits}/decision` },
    };
  if (round.status === 'closed' && recommendation !== null) return null;
  return {
    title: 'There is nothing to decide now',
    paragraphs: [
      round.status === 'decided'
        ? 'The decision on this round is recorded. A decision is made once.'
        : round.status === 'closed'
          ? 'The recommendation is being derived. Try again in a moment.'
          : 'A round is decided after it has closed.',
    ],
    ...(round.status === 'decided' && {
      action: { text: 'See the decision', href: `/rounds/${round.id}/decision` },
    }),
  };
}

const withoutEmpty = (route: Route): Route => ({
  ...route,
  handle: async (visit) => {
    if (route.method === 'GET') return route.handle(visit);
    const owner = (await loadDecision(visit))?.organisation ?? '';
    return route.handle({ ...visit, form: withoutEmptyConditions(visit.form, owner) });
  },
});

/** The form on which staff record the Centre's decision. */
export const decideForm: readonly Route[] = formRoutes('/rounds/{roundId}/decide', definition).map(
  withoutEmpty,
);
