import type { Samples } from '../../sample.ts';

export const samples: Samples<'sign-in-code'> = {
  'as it is sent': { code: '01234567', expiresAt: '2026-08-06T16:15:00.000Z' },
  'as staff see it': { code: 'sealed', expiresAt: '2026-08-06T16:15:00.000Z' },
};
