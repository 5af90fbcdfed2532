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
  // Before they may read it, there is nothing to see.
  action: ({ mayRead }, { origin, roundId }) =>
    mayRead
      ? {
          kind: 'action',
          text: 'See all that is different',
          link: `${origin}/my-reviews/${roundId}/newer-version`,
          way: [],
        }
      : null,
};
