import { count } from '../../../shared/domain/basics/words.ts';
import { type Choice, type Choices, reviewersToAdd } from '../../panels/to-choose.ts';
import { lockOf, nameOf, pathOf, type Round, readRound, unless } from '../rounds/about-round.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';
import { inSpite } from './in-spite.ts';

/** A round, and whom its panel can be made of. */
interface About extends Choices {
  readonly round: Round;
}

async function load(visit: Visit): Promise<About | null> {
  const round = await readRound(visit);
  if (round === null) return null;
  const choices = await reviewersToAdd(
    servicesOf(visit.site),
    round.specificationId,
    round.panel.map(({ personId }) => personId),
    { words: visit.form.get('words') ?? '', chosen: visit.form.getAll('reviewers').slice(0, 20) },
  );
  return { round, ...choices };
}

/** “2 open reviews, 1 overdue. Frailty, Stroke care. Conflict: the mail domain …” */
const said = ({ expertise, waiting, overdue, conflict }: Choice): string =>
  [
    `${waiting === 0 ? 'No open reviews' : count(waiting, 'open review')}${overdue === 0 ? '' : `, ${overdue} overdue`}`,
    ...(expertise.length === 0 ? [] : [expertise.join(', ')]),
    ...(conflict === null ? [] : [`Conflict: ${conflict}`]),
  ].join('. ');

const choose: FormDefinition<'addReviewers', About> = {
  operation: 'addReviewers',
  load,
  text: ({ round }) => ({
    title: 'Choose reviewers',
    caption: nameOf(round),
    back: { text: 'Back to the round', href: pathOf(round) },
    button: 'Add to the panel',
  }),
  instead: ({ round }) => unless('No reviewer can be added now', round, 'draft', 'open'),
  fields: ({ round, choices }) => [
    {
      kind: 'checkboxes',
      name: 'reviewers',
      label: 'Who is to review?',
      hint:
        round.status === 'draft'
          ? 'They are invited when you open the round, and told nothing before.'
          : 'They are invited at once.',
      options: choices.map((one) => ({ value: one.id, text: one.name, hint: said(one) })),
    },
    inSpite('reason', 'Only where a conflict is shown. Kept with the round.'),
  ],
  lock: ({ round }) => lockOf(round),
  template: 'panels/choose.njk',
  show: ({ choices, more }, visit) => ({
    words: visit.form.get('words') ?? '',
    isNobody: choices.length === 0,
    more,
    needsReason: choices.some(({ conflict }) => conflict !== null),
  }),
  next: (_, { round }) => [pathOf(round), 'reviewers-added'],
};

/** The form that makes a panel of several reviewers at once. */
export const chooseForm: readonly Route[] = formRoutes('/rounds/{roundId}/reviewers/choose', choose);
