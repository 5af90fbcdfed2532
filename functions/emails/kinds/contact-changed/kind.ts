import { about, type Kind } from '../../kind.ts';

export const kind: Kind<'contact-changed'> = {
  name: 'Another contact for the developer',
  audience: ({ audience }) => (audience === 'former' ? 'former-developer' : audience),
  values: (data) => ({ ...about(data), 'it was handed over': data.audience === 'former' }),
};
