import { statusWords } from '../../../shared/domain/recommendations/status-words.ts';
import { placeName } from '../../../shared/domain/rounds/round.ts';
import { possibleParticipants } from '../../findings/who-took-part.ts';
import type { RoundWithCriteria } from '../../rounds/with-criteria.ts';
import { barKey } from '../results/rating-bar.ts';
import { type CriterionDetail, reviewsView } from '../results/reviews-view.ts';
import { roundOf, titleOf } from '../rounds/round-of.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Option } from '../web/form-fields.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';

/** What the form is about. */
interface About extends RoundWithCriteria {
  readonly criterion: CriterionDetail;
  readonly reviewers: readonly Option[];
  readonly others: readonly Option[];
}

async function load(visit: Visit): Promise<About | null> {
  const [found, criterion] = await Promise.all([roundOf(visit), readFor(visit, 'getCriterion')]);
  if (found === null || criterion === null) return null;
  const { places, others } = await possibleParticipants(servicesOf(visit.site), found.round.id);
  return {
    ...found,
    criterion,
    reviewers: places.map((place) => ({ value: String(place), text: placeName(place) })),
    others: others.map(({ id, name }) => ({ value: id, text: name })),
  };
}

/** What the fields give, before the contract reads it. */
interface Read {
  readonly tookPart?: { readonly reviewers?: readonly string[]; readonly others?: readonly string[] };
}

const recordFinding: FormDefinition<'recordFinding', About> = {
  operation: 'recordFinding',
  load,
  text: ({ round, criterion }) => ({
    title: 'Record what the panel found',
    caption: titleOf(round),
    back: { text: 'Back to the panel discussion', href: `/rounds/${round.id}/panel` },
    ...(criterion.findings.length > 0 && {
      warning: 'The panel has found something on this criterion before. The new finding counts in its place.',
    }),
    button: 'Record the finding',
  }),
  instead: ({ round, criterion }) => {
    if (round.status === 'closed' && criterion.ratedStatus === 'disputed')
      return round.panelCall === null
        ? {
            title: 'No panel has been called',
            paragraphs: ['Call it first: what is recorded here is what a panel found.'],
            action: { text: 'Call the panel', href: `/rounds/${round.id}/panel/call` },
          }
        : null;
    return {
      title: 'There is nothing to find on this criterion now',
      paragraphs: [
        round.status === 'decided'
          ? 'The decision on this round is recorded. There is nothing left to discuss.'
          : round.status === 'closed'
            ? 'Reviewers do not dispute it.'
            : 'A panel discusses disputed criteria after its round has closed.',
      ],
    };
  },
  fields: ({ set, reviewers, others }) => [
    {
      kind: 'radios',
      name: 'status',
      label: 'What did the panel find?',
      missing: 'Choose what the panel found',
      options: (['met', 'partly-met', 'not-met'] as const).map((value) => ({
        value,
        text: statusWords(set.content).alone[value],
      })),
    },
    {
      kind: 'textarea',
      name: 'reason',
      label: 'Reason',
      hint: 'What convinced the panel. It is kept with the round. Name reviewers by their place (R1, R2 …).',
      missing: 'Enter the panel’s reason',
    },
    {
      kind: 'checkboxes',
      name: 'tookPart.reviewers',
      label: 'Which reviewers took part?',
      options: reviewers,
    },
    {
      kind: 'checkboxes',
      name: 'tookPart.others',
      label: 'Who else took part?',
      options: others,
    },
  ],
  body: (read) => {
    const { tookPart } = read as Read;
    return {
      ...read,
      tookPart: { ...tookPart, reviewers: (tookPart?.reviewers ?? []).map(Number) },
    };
  },
  lock: ({ round }) => ({ version: round.editVersion, concerns: { kind: 'round', id: round.id } }),
  template: 'findings/finding.njk',
  show: ({ round, set, criterion }) => ({
    criterion: reviewsView(set.content, criterion),
    key: barKey(set.content),
    href: `/rounds/${round.id}/criteria/${criterion.criterionId}`,
  }),
  next: (_, { round }) => [`/rounds/${round.id}/panel`, 'finding-recorded'],
};

/** The form on which staff record what the panel found on a disputed criterion. */
export const findingForm = formRoutes('/rounds/{roundId}/criteria/{criterionId}/finding', recordFinding);
