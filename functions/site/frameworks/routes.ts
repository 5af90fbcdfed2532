import { frameworkOperations } from '../../../shared/contract/frameworks/operations.ts';
import { formatOf } from '../../files/read-table.ts';
import { frameworks } from '../../frameworks/use-cases.ts';
import { notFoundPage, page } from '../web/answer.ts';
import { apart, askingApart } from '../web/ask-apart.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import { type Field, readFields } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import type { Answer, Visit } from '../web/visit.ts';

const ask = askingApart(frameworkOperations, frameworks);

const pathOf = (frameworkId: string) => `/frameworks/${frameworkId}`;

/** `GET /frameworks`: every edition. */
async function listFrameworks(visit: Visit): Promise<Answer> {
  const list = await ask(visit, 'listFrameworks', {});
  return page(visit, 'frameworks/list.njk', {
    frameworks: list?.frameworks.map(({ frameworkId, name }) => ({ href: pathOf(frameworkId), name })) ?? [],
    isStaff: visit.person?.roles.includes('staff'),
  });
}

/** `GET /frameworks/{frameworkId}`: the number and title of every capability, by pillar. */
async function showFramework(visit: Visit): Promise<Answer> {
  const found = await ask(visit, 'getFramework');
  return found === null ? notFoundPage(visit) : page(visit, 'frameworks/framework.njk', found);
}

const fields: readonly Field[] = [
  {
    kind: 'text',
    name: 'name',
    label: 'Name of the edition',
    hint: 'As pages, sheets and the register are to say it, such as “Multi-professional framework (2025)”.',
    missing: 'Enter the name of the edition',
  },
  {
    kind: 'file',
    name: 'file',
    label: 'A table of its capabilities',
    hint: 'An Excel workbook (XLSX) or CSV file with a number, such as 1.4, and a title for each capability, and the name of its pillar where you keep that.',
    accept: '.xlsx,.csv',
    gives: 'bytes',
    missing: 'Choose the file',
  },
];

const importing: FormDefinition<'importFramework', object> = {
  operation: 'importFramework',
  apart: apart(frameworkOperations, frameworks),
  load: async () => ({}),
  text: () => ({
    title: 'Import an edition of the framework',
    back: { text: 'Back to the editions', href: '/frameworks' },
    paragraphs: [
      'Versions of specifications can be measured against it from then on. Those that are there stay as they are.',
    ],
    warning: 'An edition never changes, and is never taken away. Another one needs another name.',
    button: 'Import it',
  }),
  fields: () => fields,
  read: async (_, visit) => {
    const { body, defects } = readFields(fields, visit);
    const bytes = visit.files.get('file');
    if (bytes === undefined)
      return {
        body: null,
        defects: [...defects, { pointer: '/file', code: 'missing', detail: 'Choose the file' }],
      };
    const content = Buffer.from(bytes).toString('base64');
    return { body: { ...body, file: { format: formatOf(bytes), content } }, defects };
  },
  next: ({ frameworkId }) => [pathOf(frameworkId), 'framework-imported'],
};

const access = frameworkOperations.getFramework.roles;

/** The editions of the framework. */
export const frameworkRoutes: readonly Route[] = [
  { method: 'GET', path: '/frameworks', access, handle: listFrameworks },
  ...formRoutes('/frameworks/import', importing),
  { method: 'GET', path: '/frameworks/{frameworkId}', access, handle: showFramework },
];
