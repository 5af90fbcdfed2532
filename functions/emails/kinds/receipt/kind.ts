import { about, type Kind, oneLine, time, toMyReviews, toReviews } from '../../kind.ts';

export const kind: Kind<'receipt'> = {
  name: 'Receipt',
  audience: 'reviewer',
  values: (data) => ({
    ...about(data),
    receipt: oneLine(data.receiptId),
    'submission number': `${data.submissionNumber}`,
    'time of submission': time(data.submittedAt),
    'content hash': { text: data.contentHash, form: 'hash' },
    'hash of the criteria': { text: data.criteriaSetHash, form: 'hash' },
    'it came from Google Sheets': data.door === 'sheet',
  }),
  action: (data, places) => (data.door === 'sheet' ? toReviews(data, places) : toMyReviews(data, places)),
  kept: ['receipt', 'content hash'],
};
