import { about, type Kind, listOf, oneLine } from '../../kind.ts';

export const kind: Kind<'version-added'> = {
  name: 'Newer version added',
  audience: 'reviewer',
  values: (data) => ({
    ...about(data),
    'newer version': String(data.newVersion),
    'the review is in': data.hasSubmitted,
    'their interest waits': data.interestWaits,
    'it may not be read yet': !data.mayRead,
    'nothing is different': data.changes.length === 0,
    'what is different': listOf([
      ...data.changes.map((change) => oneLine(change)),
      ...(data.moreChanges === 0 ? [] : [`and ${data.moreChanges} more`]),
    ]),
  }),
  // Whose interest waits can do nothing but wait.
  action: ({ mayRead, interestWaits }, { origin, roundId }) =>
    interestWaits
      ? null
      : {
          kind: 'action',
          text: mayRead ? 'See all that is different' : 'Go to the review',
          link: `${origin}/my-reviews/${roundId}${mayRead ? '/newer-version' : ''}`,
          way: [],
        },
};
