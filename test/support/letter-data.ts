import type { NoticeData } from '../../shared/contract/notices/kinds.ts';

/** What a letter that waits is kept with, besides what a test says of it. */
export const letterData = (besides: Partial<NoticeData<'letter'>> = {}): NoticeData<'letter'> => ({
  title: 'Sample',
  specificationVersion: 1,
  sample: true,
  organisation: 'Sample organisation',
  subject: 'Endorsed',
  body: 'It is endorsed.',
  reference: 'CR-0000-0001',
  evidenceTo: null,
  leftOutByStaff: [],
  release: null,
  ...besides,
});
