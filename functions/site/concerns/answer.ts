import { type Criterion, criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { membersOf } from '../../people/names.ts';
import { withConcerns } from '../panels/own-panel.ts';
import { nameOf, pathOf, type Round, readRound } from '../rounds/about-round.ts';
import { roundOf } from '../rounds/round-of.ts';
import { type AnswerTo, readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import { servicesOf } from '../web/services-of.ts';
import { concernView } from './concern-view.ts';

/** A concern and what it is about. */
interface AboutConcern {
  readonly concern: AnswerTo<'getConcern'>;
  readonly round: Round;
  readonly criteria: readonly Criterion[];
  /** Why no email reaches the reviewer, in sentences; null where one does. */
  readonly hindrance: string | null;
}

const answer: FormDefinition<'answerConcern', AboutConcern> = {
  operation: 'answerConcern',
  load: async (visit) => {
    const [concern, round, found] = await Promise.all([
      readFor(visit, 'getConcern'),
      readRound(visit),
      roundOf(visit),
    ]);
    if (concern === null || round === null || found === null) return null;
    const person = (await membersOf(servicesOf(visit.site), [concern.personId])).get(concern.personId);
    const hindrance =
      person === undefined ? 'They have been erased: no answer reaches them.' : person.takesNoEmails;
    return { concern, round, criteria: criteriaOf(found.set.content), hindrance };
  },
  text: ({ round }) => ({
    title: 'Answer a patient-safety concern',
    caption: nameOf(round),
    back: { text: 'Back to the round', href: `${pathOf(round)}#concerns` },
    button: 'Send the answer',
  }),
  instead: ({ concern, round }) =>
    concern.answer === null
      ? null
      : {
          title: 'This concern has been answered',
          paragraphs: ['The concern and its answer stand on the page of the round.'],
          action: { text: 'Read them there', href: `${pathOf(round)}#concerns` },
        },
  fields: ({ hindrance }) => [
    {
      kind: 'textarea',
      name: 'text',
      label: 'Your answer to the reviewer',
      hint: `${hindrance ?? 'They are told by email and read it in My reviews.'} Say what the Centre does about it. It cannot be changed afterwards. Do not name other reviewers.`,
      missing: 'Enter your answer',
      rows: 8,
    },
  ],
  lock: ({ concern }) => ({
    version: concern.editVersion,
    concerns: { kind: 'round' as const, id: concern.roundId },
  }),
  template: 'concerns/answer.njk',
  show: ({ concern, criteria }) => ({ concern: concernView(concern, criteria) }),
  next: (_, { round }) => [pathOf(round), 'concern-answered'],
};

/** The page of a concern, on which staff answer it. */
export const concernForms = formRoutes('/rounds/{roundId}/concerns/{concernId}', answer).map(withConcerns);
