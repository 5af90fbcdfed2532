import { codeInWords } from '../../code.ts';
import { about, type Kind, time } from '../../kind.ts';

export const kind: Kind<'contact-code'> = {
  name: 'Code for a new contact',
  audience: 'whoever-signs-in',
  values: (data) => ({
    ...about(data),
    code: codeInWords(data.code),
    'time it ends': time(data.expiresAt),
  }),
  kept: ['code'],
};
