import type { View } from '../../addon/src/view.ts';

const heading = {
  roundId: 'stroke-1',
  title: 'Enhanced practice in stroke rehabilitation and community care',
  version: 2,
  sample: true,
  tab: 'Enhanced practice in stroke rehabilitation v2',
};

const changes = [
  {
    pointer: '/ratings/need/rating',
    shown: 'AbCd',
    where: '4.1, rating',
    cell: 'E10',
    before: '3 – Met',
    after: '2 – Partly met',
    doubt: 'This stood at 4.2, rating before.',
  },
  {
    pointer: '/ratings/scale/rating',
    shown: 'EfGh',
    where: '4.2, rating',
    cell: 'E11',
    before: '2 – Partly met',
    after: '3 – Met',
    doubt: 'This stood at 4.1, rating before.',
  },
  {
    pointer: '/ratings/level/rating',
    shown: 'IjKl',
    where: '5.1, rating',
    cell: 'E13',
    before: '1 – Not met',
    after: '3 – Met',
    doubt: null,
  },
  {
    pointer: '/ratings/level/comment',
    shown: 'MnOp',
    where: '5.1, comment to the developer',
    cell: 'H13',
    before: '',
    after: 'The supervision model needs a named lead in each trust, and protected time for both.',
    doubt: null,
  },
];

const settled = changes.map((change) => ({ ...change, doubt: null }));

const assignment = {
  ...heading,
  tab: null,
  due: 'due 6 August 2026, in 5 days',
  leaving: 'recuse',
  mayRaise: true,
  concerns: [],
} as const;

const concern = {
  view: 'concern',
  heading,
  key: 'a-key',
  criteria: [
    ['need', '4.1 The credential answers a workforce need at scale'],
    ['safety', '8.2 Supervision keeps patients safe while practitioners learn'],
  ],
  criterion: 'safety',
  text: 'Page 14 lets a practitioner give thrombolysis alone in the first week.',
  error: null,
  sent: false,
} as const;

/** Every view of the sidebar, filled as a reviewer would meet it. */
export const sampleViews: Readonly<Record<string, View>> = {
  'my-reviews': {
    view: 'my-reviews',
    account: 'dr.a.reviewer@example.nhs.uk',
    message: 'You have declared that you have no interests. You can start the review.',
    sharing: null,
    assignments: [
      { ...assignment, status: 'Accepted', action: 'start' },
      {
        ...assignment,
        roundId: 'frailty',
        title: 'Frailty',
        status: 'Declare your interests first',
        action: 'declare',
        leaving: 'decline',
        sample: false,
        mayRaise: false,
      },
      {
        ...assignment,
        roundId: 'pain',
        title: 'Pain',
        status: 'Submitted',
        action: 'receipt',
        concerns: [
          {
            text: concern.text,
            raisedAt: '1 August 2026 at 9:30am',
            answer: 'Thank you. We have called the developer, who takes page 14 out.',
          },
          {
            text: 'The doses on page 15 are those of another drug.',
            raisedAt: '31 July 2026 at 4pm',
            answer: null,
          },
        ],
      },
    ],
  },
  'a concern': concern,
  'a concern, not confirmed': {
    ...concern,
    error:
      'There was no answer after several attempts (timed out). Check your connection, wait a minute and try again. Your words are kept. Until it says here that the Centre has them, write to it or call it if this cannot wait.',
  },
  'a concern, sent': { ...concern, sent: true },
  'my-reviews, none': {
    view: 'my-reviews',
    account: 'dr.a.reviewer@example.nhs.uk',
    message: null,
    sharing:
      'This spreadsheet is shared with 2 other people, who can read what you write in it. Review in one of your own.',
    assignments: [],
  },
  help: { view: 'help', staff: true },
  'own tabs': {
    view: 'own-tabs',
    heading,
    tabs: [{ name: 'Enhanced practice in stroke rehabilitation v2', sheetId: 17 }],
  },
  declaration: {
    view: 'declaration',
    seen: '1 invited open not-declared not-submitted',
    question:
      'Do you have an interest in this specification or its developer, University of Sampleton, School of Health?',
    heading,
    interest: 'declared',
    description: '',
    error: 'Describe the interest, or choose that you have none.',
  },
  leaving: {
    view: 'leaving',
    seen: '3 submitted open none submitted',
    heading,
    leaving: 'recuse',
    submitted: true,
    reason: '',
    error: 'Give a reason; a few words are enough.',
  },
  scoring: {
    view: 'scoring',
    heading,
    due: 'due 6 August 2026, in 5 days',
    progress: { rated: 12, total: 27 },
    reopenedBecause: 'Page 9 of the specification was replaced.\nPlease look at 4.2 again.',
    documentUrl: 'https://developer.example.org/stroke-v2.pdf',
    instructions: 'Rate every criterion on its own.\nIf you are unable to judge one, say why.',
    levels: [
      ['1 – Not met', 'There is no evidence, or it contradicts the criterion.'],
      ['2 – Partly met', 'Some evidence, with gaps that matter.'],
      ['3 – Met', 'Clear evidence.'],
    ],
    message: 'Draft saved on 1 August 2026 at 11am.',
    changes: settled.slice(2, 3),
  },
  defects: {
    view: 'defects',
    heading,
    structure: false,
    saved: true,
    stray: true,
    changes: [],
    defects: [
      {
        cell: 'E11',
        where: 'Criterion 4.2, rating',
        detail: '“good” is not a rating. Choose one from the list in the cell.',
      },
      {
        cell: 'F10',
        where: 'Criterion 4.1, reason if unable to judge',
        detail: 'Say why you are unable to judge criterion 4.1.',
      },
    ],
  },
  'defects, structure': {
    view: 'defects',
    heading,
    structure: true,
    saved: false,
    stray: false,
    changes: [],
    defects: [
      {
        cell: null,
        where: 'Criterion 4.2',
        detail: 'Its row is gone. Undo (Ctrl+Z) until it is back, or set this sheet aside.',
      },
    ],
  },
  unconfirmed: {
    view: 'unconfirmed',
    heading,
    comparison: { since: 'your draft of 1 August 2026 at 11am', changes: changes.slice(0, 2) },
  },
  'confirmation, in doubt': {
    view: 'confirmation',
    heading,
    message: null,
    counts: [['3 – Met', 27]],
    ratings: [['4.1', '3 – Met']],
    withoutEvidence: 0,
    sent: settled,
    comparison: { since: 'your draft of 1 August 2026 at 11am', changes },
    seen: 'b'.repeat(64),
  },
  confirmation: {
    view: 'confirmation',
    heading,
    message: null,
    withoutEvidence: 22,
    sent: settled,
    seen: 'a'.repeat(64),
    counts: [
      ['1 – Not met', 2],
      ['2 – Partly met', 5],
      ['3 – Met', 20],
      ['Unable to judge', 0],
    ],
    ratings: Array.from({ length: 27 }, (_, n) => [`4.${n + 1}`, '3 – Met'] as const),
    comparison: { since: 'your draft of 1 August 2026 at 11am', changes: settled },
  },
  receipt: {
    view: 'receipt',
    heading,
    receiptId: '5f3a1c9e-7d1b-4c55-9d6d-0b1c2d3e4f5a',
    number: 2,
    submittedAt: '1 August 2026 at midday',
    criteriaSet: 'sample-endorsement, version 1',
    contentHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    changes: settled.slice(0, 1),
  },
  'newer-draft': {
    view: 'newer-draft',
    heading,
    savedAt: '1 August 2026 at 9am',
    seen: '0f3a',
    etag: '"5"',
    differences: [1, 2, 3, 4].flatMap((section) =>
      settled.map((change, n) => ({ ...change, where: `${section}.${n + 1}, rating` })),
    ),
  },
  failure: {
    view: 'failure',
    explanation: {
      title: 'The service cannot be reached',
      what: 'There was no answer after several attempts (Address unavailable).',
      safe: 'Your scores are safe in this sheet. Submitting again is safe too: the same scores are never counted twice.',
      next: 'Check your connection, wait a minute and try again.',
      again: true,
    },
    offer: { label: 'View receipt', call: 'showReceipt', args: ['stroke-1'] },
  },
};
