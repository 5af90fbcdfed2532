import { strong } from '../../blocks.ts';
import { type Kind, time } from '../../kind.ts';

/** A code in clear; anything else is a sealed one, which nobody is shown. */
const inClear = /^(\d{4})(\d{4})$/;

export const kind: Kind<'sign-in-code'> = {
  name: 'Code to sign in',
  audience: 'whoever-signs-in',
  values: ({ code, expiresAt }) => {
    const [, first = '••••', second = '••••'] = inClear.exec(code) ?? [];
    return { code: strong(`${first}\u00a0${second}`), 'time it ends': time(expiresAt) };
  },
  kept: ['code'],
};
