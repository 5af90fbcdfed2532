import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { staffOperations } from '../../../shared/contract/staff-operations.ts';
import { decisionInWords } from '../../../shared/domain/decisions/decision.ts';
import { approvable } from '../../../shared/domain/oversight/considerations.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import { filledLines } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import { areasForm } from './areas.ts';

const ops = staffOperations;

/** What can need somebody else’s agreement or signature, as it is chosen. */
const approvalOptions = approvable.map((value) => ({
  value,
  text:
    value === 'differs'
      ? 'Every decision that differs from the recommendation'
      : value === 'withdrawal'
        ? 'Withdrawing an endorsement or a go-ahead'
        : `The decision “${decisionInWords[value]}”`,
}));

const form: FormDefinition<'changeSettings', Answered<typeof ops.getSettings>> = {
  operation: 'changeSettings',
  load: (visit) => readFor(visit, 'getSettings'),
  text: () => ({
    title: 'Settings',
    back: { text: 'Back to today', href: '/' },
    button: 'Save',
  }),
  template: 'settings/settings.njk',
  fields: () => [
    {
      kind: 'radios',
      name: 'namesOnCriterionPages',
      label: 'Are reviewers’ names shown beside their panel places?',
      hint: 'Ratings stand beside the panel place (R1, R2 …), and names never in results, letters and exports. “No” also keeps places from the round’s list of reviewers, and shows what reviewers say, counts of it too, only once the round has closed. Somebody who compares what a round came to before and after it was opened again can still tell whose review changed.',
      missing: 'Say whether names are shown',
      options: [
        { value: 'no', text: 'No, only panel places' },
        { value: 'yes', text: 'Yes, names beside panel places' },
      ],
    },
    {
      kind: 'text',
      name: 'signatory.name',
      label: 'Who signs letters to developers?',
      hint: 'A name, such as Professor A Sample. Until it is set, letters are signed by the Centre alone. A letter that has been released keeps the name that it had.',
      missing: 'Enter the name, or leave name and position empty',
    },
    {
      kind: 'text',
      name: 'signatory.position',
      label: 'Their position',
      hint: 'It stands below the name, such as Head of the Centre.',
      missing: 'Enter the position, or leave name and position empty',
    },
    {
      kind: 'text',
      name: 'evidenceTo',
      label: 'Where does evidence for conditions go?',
      hint: 'Besides the developer’s own page, which letters name first. An email address or a web address, as letters are to give it. Until it is set, letters ask for it in answer to their email. Letters that have been composed keep what they say.',
    },
    {
      kind: 'checkbox',
      name: 'appealsInRegister',
      label:
        'The public register says that an appeal against the decision on an endorsement is being considered',
    },
    {
      kind: 'checkboxes',
      name: 'closedDoors',
      label: 'Which ways of reviewing are switched off?',
      hint: 'Whoever has begun by one of them goes on by another: it is the same draft. One way always stays.',
      options: [
        { value: 'sheet', text: 'Google Sheets' },
        { value: 'file', text: 'An Excel file' },
        { value: 'page', text: 'The pages of My reviews' },
      ],
    },
    {
      kind: 'checkbox',
      name: 'attachesReviewFiles',
      label: 'The email that tells a reviewer that they can begin has their Excel file attached',
    },
    {
      kind: 'checkboxes',
      name: 'groupAgrees',
      label: 'What needs the agreement of the Oversight Group?',
      hint: 'The letter to the developer is released, or a withdrawal carried out, only once the group has agreed. It holds for what is decided from now on.',
      options: approvalOptions,
    },
    {
      kind: 'checkboxes',
      name: 'secondSigns',
      label: 'What needs a second person’s signature?',
      hint: 'Of somebody of the Centre’s staff who neither decided it nor was on the panel of the round.',
      options: approvalOptions,
    },
    {
      kind: 'textarea',
      name: 'sharedDomains',
      label: 'Which mail domains do many organisations share?',
      hint: 'One a line, such as nhs.net. Where two people have another domain in common, the system sees a conflict of interest when a panel is chosen.',
      rows: 6,
    },
  ],
  values: ({
    namesOnCriterionPages,
    signatory,
    evidenceTo,
    closedDoors,
    attachesReviewFiles,
    appealsInRegister,
    sharedDomains,
    groupAgrees,
    secondSigns,
  }) => ({
    attachesReviewFiles: attachesReviewFiles ? 'yes' : '',
    groupAgrees,
    secondSigns,
    sharedDomains: sharedDomains.join('\n'),
    appealsInRegister: appealsInRegister ? 'yes' : '',
    closedDoors,
    namesOnCriterionPages: namesOnCriterionPages ? 'yes' : 'no',
    'signatory.name': signatory?.name ?? '',
    'signatory.position': signatory?.position ?? '',
    evidenceTo: evidenceTo ?? '',
  }),
  body: (read) => {
    const { namesOnCriterionPages, signatory, evidenceTo, closedDoors, appealsInRegister } = read as Read;
    const { groupAgrees, secondSigns } = read as Read;
    const { name = '', position = '' } = signatory ?? {};
    return {
      namesOnCriterionPages: namesOnCriterionPages === 'yes',
      closedDoors,
      appealsInRegister,
      attachesReviewFiles: read.attachesReviewFiles,
      groupAgrees,
      secondSigns,
      sharedDomains: filledLines(read.sharedDomains).map((line) => line.toLowerCase()),
      signatory: name === '' && position === '' ? null : { name, position },
      evidenceTo: evidenceTo === '' || evidenceTo === undefined ? null : evidenceTo,
    };
  },
  lock: ({ editVersion }) => ({ version: editVersion, concerns: { kind: 'settings' } }),
  next: () => ['/settings', 'saved'],
};

/** What the fields give, before the contract reads it. */
interface Read {
  readonly namesOnCriterionPages?: string;
  readonly signatory?: { readonly name?: string; readonly position?: string };
  readonly evidenceTo?: string;
  readonly closedDoors?: readonly string[];
  readonly appealsInRegister?: boolean;
  readonly attachesReviewFiles?: boolean;
  readonly groupAgrees?: readonly string[];
  readonly secondSigns?: readonly string[];
}

/** The pages of settings. */
export const settingForms: readonly Route[] = [
  ...formRoutes('/settings', form),
  ...formRoutes('/settings/areas', areasForm),
];
