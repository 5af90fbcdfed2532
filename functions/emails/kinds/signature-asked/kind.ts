import { about, type Kind, type Places, toRound } from '../../kind.ts';

export const kind: Kind<'signature-asked'> = {
  name: 'Signature asked for',
  audience: 'centre',
  values: (data) => ({ ...about(data), 'it is a withdrawal': data.isWithdrawal }),
  action: (data, places: Places) =>
    toRound(`/approvals/${data.isWithdrawal ? 'withdrawal' : 'decision'}`, 'Look at it and sign')(
      data,
      places,
    ),
};
