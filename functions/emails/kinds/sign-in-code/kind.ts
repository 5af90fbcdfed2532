import { codeInWords } from '../../code.ts';
import { type Kind, time } from '../../kind.ts';

export const kind: Kind<'sign-in-code'> = {
  name: 'Code to sign in',
  audience: 'whoever-signs-in',
  values: ({ code, expiresAt }) => ({ code: codeInWords(code), 'time it ends': time(expiresAt) }),
  kept: ['code'],
};
