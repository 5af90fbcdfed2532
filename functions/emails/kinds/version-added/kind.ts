import { about, type Kind, listOf, oneLine } from '../../kind.ts';

export const kind: Kind<'version-added'> = {
  name: 'Newer version added',
  audience: 'reviewer',
  values: (data) => ({
    ...about(data),
    'newer version': String(data.newVersion),
    'the review is in': data.hasSubmitted,
    'it may not be read yet': !data.mayRead,
    'nothing is different': data.changes.length === 0,
    'what is different': listOf([
      ...data.changes.map((change) => oneLine(change)),
      ...(data.moreChanges === 0 ? [] : [`and ${data.moreChanges} more`]),
    ]),
  }),
  action: (_, { origin, roundId }) => ({
    kind: 'action',
    text: 'See all that is different',
    link: `${origin}/my-reviews/${roundId}/newer-version`,
    way: [],
  }),
};
