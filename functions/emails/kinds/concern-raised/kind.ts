import { about, type Kind, toRound } from '../../kind.ts';

export const kind: Kind<'concern-raised'> = {
  name: 'Patient-safety concern',
  audience: 'centre',
  values: about,
  action: (data, places) =>
    toRound(`/concerns/${data.concernId}`, 'Read the concern and answer it')(data, places),
};
