import type { NoticeData } from '../../../../shared/contract/notices/kinds.ts';
import { about, longTitle, type Samples } from '../../sample.ts';

const asked: NoticeData<'contact-code'> = {
  ...about,
  code: '01234567',
  expiresAt: '2026-08-06T16:15:00.000Z',
  to: { name: 'Sample recipient', email: 'sample.recipient@example.org' },
};

export const samples: Samples<'contact-code'> = {
  'as it is sent': asked,
  'as staff see it': { ...asked, code: 'sealed' },
  'long title': { ...asked, ...longTitle },
};
