import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import { staffOperations } from '../../../shared/contract/operations.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Route } from '../web/route.ts';

const ops = staffOperations;

const form: FormDefinition<'changeSettings', Answered<typeof ops.getSettings>> = {
  operation: 'changeSettings',
  load: (visit) => readFor(visit, 'getSettings'),
  text: () => ({
    title: 'Settings',
    back: { text: 'Back to today', href: '/' },
    button: 'Save',
  }),
  fields: () => [
    {
      kind: 'radios',
      name: 'namesOnCriterionPages',
      label: 'Are reviewers’ names shown beside their panel places?',
      hint: 'Ratings stand beside the panel place (R1, R2 …), and names never in results, letters and exports. “No” also keeps places from the round’s list of reviewers. It hides who is who, and does not make it impossible to find out: somebody who compares times of submission, reopened reviews, declared interests or who joined last with what happened in the round can still tell.',
      missing: 'Say whether names are shown',
      options: [
        { value: 'no', text: 'No, only panel places' },
        { value: 'yes', text: 'Yes, names beside panel places' },
      ],
    },
  ],
  values: ({ namesOnCriterionPages }) => ({ namesOnCriterionPages: namesOnCriterionPages ? 'yes' : 'no' }),
  body: ({ namesOnCriterionPages }) => ({ namesOnCriterionPages: namesOnCriterionPages === 'yes' }),
  lock: ({ editVersion }) => ({ version: editVersion, concerns: { kind: 'settings' } }),
  next: () => ['/settings', 'saved'],
};

/** The settings page. */
export const settingForms: readonly Route[] = formRoutes('/settings', form);
