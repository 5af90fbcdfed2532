import { letterBody } from '../../../../shared/domain/letters/letter-text.ts';
import { about, longTitle, type Samples } from '../../sample.ts';

const { subject, body } = letterBody({
  subject: 'Sample credential in frailty, version 2: endorsed with conditions',
  organisation: 'Sample frailty development group',
  sample: true,
  opening: [
    'Thank you for submitting Sample credential in frailty, version 2, for independent review against “Sample endorsement criteria”.',
    '3 reviewers read it independently of each other. The Centre has decided to endorse the specification with conditions.',
    'The 2 conditions are below. Send the Centre evidence that each is fulfilled by its date.',
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
  message: [
    'The Centre was glad to see how people who live with frailty took part in writing this specification.',
  ],
  comments: [
    {
      number: '7.2',
      text: 'The assessment methods suit the learning outcomes.',
      comments: [
        'Section 4 names written work only. Clinical decisions need to be seen in practice.',
        'Please match the table on page 31 to the outcomes.',
      ],
    },
    {
      number: '8.1',
      text: 'Supervision in the workplace is planned, resourced and assured.',
      comments: ['It is not clear how much time a supervisor has.'],
    },
  ],
  overallComments: ['A clear specification that answers a real need.'],
  closing: [
    'The specification is in the Centre’s public register of endorsed specifications from the date of this decision.',
    'The Centre will review the endorsement by 22 November 2029.',
    'The comments are the reviewers’ own words. They are given in no particular order.',
  ],
});

export const samples: Samples<'letter'> = {
  composed: { ...about, organisation: 'Sample frailty development group', subject, body },
  'short, the Centre’s own criteria': {
    ...longTitle,
    organisation: 'Sample university',
    subject: `${longTitle.title}, version 14: returned for revision`,
    body: 'Thank you for the specification.\n\nThe Centre has decided to return it to you.\nPlease write to us when you have read this.',
  },
};
