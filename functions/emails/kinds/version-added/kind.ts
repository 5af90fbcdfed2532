import { about, type Kind, listOf, oneLine, toReviews } from '../../kind.ts';

export const kind: Kind<'version-added'> = {
  name: 'Newer version added',
  audience: 'reviewer',
  values: (data) => ({
    ...about(data),
    'newer version': String(data.newVersion),
    'nothing is different': data.changes.length === 0,
    'what is different': listOf([
      ...data.changes.map((change) => oneLine(change)),
      ...(data.moreChanges === 0 ? [] : [`and ${data.moreChanges} more`]),
    ]),
  }),
  action: toReviews,
};
