import { about, day, type Kind } from '../../kind.ts';

export const kind: Kind<'fact-check'> = {
  name: 'Fact check before the decision',
  audience: 'developer',
  values: (data) => ({ ...about(data), 'last day to answer': day(data.answerBy) }),
  action: (_data, { ownPage }) =>
    ownPage === null ? null : { kind: 'action', text: 'Check the facts', link: ownPage, way: [] },
};
