import { about, longTitle, type Samples } from '../../sample.ts';

const hashes = {
  contentHash: '9c1185a5c5e9fc54612808977ee8f548b2258d31a1f5a3e0ee40a2a6e1fb1f3f',
  criteriaSetHash: '4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a',
};

export const samples: Samples<'receipt'> = {
  'first submission': {
    ...about,
    ...hashes,
    receiptId: 'sample-round-2-1',
    submissionNumber: 1,
    submittedAt: '2026-08-04T19:42:00.000Z',
    door: 'sheet',
  },
  'third submission, long title': {
    ...longTitle,
    ...hashes,
    receiptId: 'sample-round-2-3',
    submissionNumber: 3,
    submittedAt: '2026-12-04T12:00:00.000Z',
    door: 'sheet',
  },
  'of a review by page': {
    ...about,
    ...hashes,
    receiptId: 'sample-round-2-1',
    submissionNumber: 1,
    submittedAt: '2026-08-04T19:42:00.000Z',
    door: 'page',
  },
};
