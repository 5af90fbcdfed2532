import type { Answer as Answered } from '../../../shared/contract/operation.ts';
import type { staffOperations } from '../../../shared/contract/staff-operations.ts';
import { readFor } from '../web/ask.ts';
import type { FormDefinition } from '../web/form.ts';
import { filledLines } from '../web/form-fields.ts';
import type { Visit } from '../web/visit.ts';

type Areas = Answered<typeof staffOperations.getAreas>;

/** The areas of practice that forms offer. */
export const readAreas = async (visit: Visit): Promise<readonly string[]> =>
  (await readFor(visit, 'getAreas'))?.names ?? [];

/** The form page that keeps the list of areas. */
export const areasForm: FormDefinition<'changeAreas', Areas> = {
  operation: 'changeAreas',
  load: (visit) => readFor(visit, 'getAreas'),
  text: (_, { person }) => ({
    title: 'Areas of practice',
    back: person?.roles.includes('administrator')
      ? { text: 'Back to settings', href: '/settings' }
      : { text: 'Back to specifications', href: '/specifications' },
    paragraphs: [
      'Specifications, and reviewers’ expertise, are given by these. A new one joins the list when it is first given.',
      'What you take off the list is offered no more. Where it was given before, it stays.',
    ],
    button: 'Save',
  }),
  fields: () => [
    { kind: 'textarea', name: 'names', label: 'Areas of practice', hint: 'One a line.', rows: 15 },
  ],
  values: ({ names }) => ({ names: names.join('\n') }),
  body: ({ names }) => ({ names: filledLines(names) }),
  lock: ({ editVersion }) => ({ version: editVersion, concerns: { kind: 'settings' } }),
  next: () => ['/settings/areas', 'saved'],
};
