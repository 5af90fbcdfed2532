import { letterBody } from '../../../../shared/domain/letters/letter-text.ts';
import { about, atGateway, longTitle, type Samples } from '../../sample.ts';

const { subject, body } = letterBody({
  subject: 'Sample credential in frailty, version 2: endorsed with conditions',
  organisation: 'Sample frailty development group',
  sample: true,
  opening: [
    'Thank you for submitting Sample credential in frailty, version 2, for independent review against “Sample endorsement criteria”.',
    '3 reviewers read it independently of each other. The Centre has decided to endorse the specification with conditions.',
    'The 2 conditions are below, each with the date by which the Centre needs evidence that it is fulfilled.',
    'The reviewers’ comments are at the end, in their own words. They are given in no particular order.',
  ],
  conditions: [
    {
      number: 1,
      text: 'Say for each learning outcome how it is assessed, and by whom',
      criteria: ['7.2'],
      owner: 'Sample frailty development group',
      due: '31 March 2027',
    },
    {
      number: 2,
      text: 'Plan the time that supervisors need, and show who pays for it.',
      criteria: ['8.1', '8.2'],
      owner: 'Sample university',
      due: '30 June 2027',
    },
  ],
  evidence:
    'Send the evidence that each condition is fulfilled on your page at the Centre, which the link in its email opens, or to credentials@example.nhs.uk, by its date, the first by 31 March 2027 and the last by 30 June 2027. Give the reference of this letter.',
  outcomes: [
    {
      number: '7.1',
      text: 'The learning outcomes cover every area-specific capability.',
      outcome: 'met',
    },
    {
      number: '7.2',
      text: 'The assessment methods suit the learning outcomes.',
      outcome: 'partly met, as the panel found where the reviewers had not agreed',
    },
    {
      number: '8.1',
      text: 'Supervision in the workplace is planned, resourced and assured.',
      outcome: 'partly met',
    },
  ],
  message: [
    'The Centre was glad to see how people who live with frailty took part in writing this specification.',
  ],
  comments: [
    {
      number: '7.2',
      text: 'The assessment methods suit the learning outcomes.',
      conclusion:
        'The reviewers did not agree on this criterion. The panel discussed it and found it partly met. That counts, whatever single comments say.',
      comments: [
        'Section 4 names written work only. Clinical decisions need to be seen in practice.',
        'Please match the table on page 31 to the outcomes.',
      ],
    },
    {
      number: '8.1',
      text: 'Supervision in the workplace is planned, resourced and assured.',
      conclusion: null,
      comments: ['It is not clear how much time a supervisor has.'],
    },
  ],
  overallComments: ['A clear specification that answers a real need.'],
  closing: [
    'The specification is in the Centre’s public register of endorsed specifications.',
    'The Centre will review the endorsement by 22 November 2029.',
  ],
});

const release = {
  on: '2026-11-22',
  addressee: 'Sample recipient',
  signatory: { name: 'Professor A Sample', position: 'Head of the Centre' },
};

export const samples: Samples<'letter'> = {
  composed: {
    ...about,
    organisation: 'Sample frailty development group',
    subject,
    body,
    reference: 'CR-78DB-EB6B',
    evidenceTo: 'credentials@example.nhs.uk',
    standing: {
      earlier: null,
      conditions: [
        { due: '2027-03-31', isFulfilled: false, isOverdue: false },
        { due: '2027-06-30', isFulfilled: false, isOverdue: false },
      ],
    },
    leftOutByStaff: [
      { about: '5.2', leftOut: 1, reworded: 0 },
      { about: '9.1', leftOut: 0, reworded: 2 },
    ],
    release,
  },
  'at the gateway': {
    ...atGateway,
    organisation: 'Sample frailty development group',
    subject: 'Sample credential in frailty, version 2: another intervention is the answer',
    body: 'The Centre has decided that a credential is not the answer to the need: another intervention is.\n\nWhat the Centre sees as the answer: A short course in each trust\n\nWhat is missing can be learnt in a week.',
    reference: 'CR-78DB-EB6C',
    evidenceTo: null,
    leftOutByStaff: [],
    release: null,
  },
  'short, the Centre’s own criteria, not released': {
    ...longTitle,
    organisation: 'Sample university',
    subject: `${longTitle.title}, version 14: returned for revision`,
    body: 'Thank you for the specification.\n\nThe Centre has decided to return it to you.\nPlease write to us when you have read this.',
    reference: 'CR-3C7F-9B09',
    evidenceTo: null,
    leftOutByStaff: [],
    release: null,
  },
};
