import { emailTextOperations } from '../../../shared/contract/emails/operations.ts';
import { notFoundPage, page } from '../web/answer.ts';
import type { Route } from '../web/route.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { ask } from './asked.ts';
import { emailTextForms } from './forms.ts';

/** `GET /settings/emails`: what each kind of email says, and in whose words. */
async function showTexts(visit: Visit): Promise<Answer> {
  const [list, settings] = [await ask(visit, 'listEmailTexts', {}), await ask(visit, 'getEmailSettings', {})];
  if (list === null || settings === null) return notFoundPage(visit);
  return page(visit, 'email-texts/list.njk', {
    settings,
    unused: list.items
      .filter(({ isUsed }) => !isUsed)
      .map(({ notice, name }) => ({ href: hrefOf(notice), name })),
    kinds: list.items.map(({ notice, name, version, isOriginal, isUsed }) => ({
      href: hrefOf(notice),
      name,
      tag: isOriginal
        ? { text: 'As it came', colour: 'white' }
        : isUsed
          ? { text: `The Centre’s, version ${version}`, colour: 'blue' }
          : { text: 'Not used', colour: 'red' },
    })),
  });
}

const hrefOf = (notice: string) => `/settings/emails/${notice}`;

/** What emails say. */
export const emailTextRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/settings/emails',
    access: emailTextOperations.listEmailTexts.roles,
    handle: showTexts,
  },
  ...emailTextForms,
];
