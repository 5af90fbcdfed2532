import type { Criterion } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { erasedPerson } from '../../words/erased-person.ts';
import { ukTime } from '../../words/uk-time.ts';
import type { AnswerTo } from '../web/ask.ts';

type Concern = AnswerTo<'getConcern'>;

/** A concern as pages show it, with what its criterion is called in the criteria of its round. */
export function concernView(
  concern: Concern,
  criteria: readonly Pick<Criterion, 'id' | 'number' | 'text'>[],
) {
  const criterion = criteria.find(({ id }) => id === concern.criterionId);
  const { answer } = concern;
  return {
    href: `/rounds/${concern.roundId}/concerns/${concern.concernId}`,
    name: concern.name ?? erasedPerson,
    personHref: concern.name === null ? null : `/people/${concern.personId}`,
    raisedAt: ukTime(concern.raisedAt),
    criterion: criterion === undefined ? null : `Criterion ${criterion.number}: ${criterion.text}`,
    text: concern.text,
    answer: answer && {
      text: answer.text,
      by: answer.answeredByName ?? erasedPerson,
      at: ukTime(answer.answeredAt),
    },
  };
}
