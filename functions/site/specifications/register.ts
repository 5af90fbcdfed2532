import { createHash } from 'node:crypto';
import { specificationOperations } from '../../../shared/contract/specifications/operations.ts';
import { fail } from '../../../shared/domain/basics/result.ts';
import type { Implementation } from '../../http/api.ts';
import { invalidBody } from '../../http/request.ts';
import { findSpecificationByTitle } from '../../specifications/storage.ts';
import { specifications } from '../../specifications/use-cases.ts';
import { listWords } from '../../table/keys.ts';
import type { Services } from '../../use-case/services.ts';
import type { FormDefinition } from '../web/form.ts';

const operation = specificationOperations.registerSpecification;

/** What the form is about: a specification that has the title already. */
interface Registering {
  readonly same: { readonly specificationId: string; readonly title: string } | null;
}

/** An id for addresses, from a title: its Latin letters and digits, as far as it has any. */
const idOf = (title: string): string =>
  title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mark}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 54)
    .replace(/-+$/, '') || 'specification';

/** The same with what tells titles apart that differ late, or in other letters. */
const longIdOf = (title: string): string =>
  `${idOf(title)}-${createHash('sha256').update(listWords(title).trim()).digest('hex').slice(0, 8)}`;

/** Registers under the id of the title, or a longer one where another title has that. */
const underFreeId =
  (services: Services): Implementation<typeof operation> =>
  async (call) => {
    const { title } = call.body;
    const sameTitle = fail(
      invalidBody([
        {
          pointer: '/title',
          code: 'taken',
          detail: 'A specification is registered under this title already',
        },
      ]),
    );
    if ((await findSpecificationByTitle(services.db, title)) !== null) return sameTitle;
    const { registerSpecification } = specifications(services);
    const registered = await registerSpecification(call);
    if (registered.ok || registered.error.code !== 'already-exists') return registered;
    const again = await registerSpecification({ ...call, body: { ...call.body, id: longIdOf(title) } });
    return again.ok || again.error.code !== 'already-exists' ? again : sameTitle;
  };

/** The form page that registers a specification. */
export const register: FormDefinition<typeof operation, Registering> = {
  operation,
  use: underFreeId,
  load: async ({ site, form }) => ({
    same: await findSpecificationByTitle(site.db, form.get('title') ?? ''),
  }),
  template: 'specifications/register.njk',
  show: (about) => about,
  text: () => ({
    title: 'Register a specification',
    back: { text: 'Back to specifications', href: '/specifications' },
    paragraphs: ['You add the document itself, as its first version, on the next page.'],
    button: 'Register',
  }),
  fields: () => [
    { kind: 'text', name: 'title', label: 'Title', missing: 'Enter the title' },
    {
      kind: 'text',
      name: 'areaOfPractice',
      label: 'Area of practice',
      hint: 'Spell it as other specifications in the area do: companions are found by it. For example, Frailty.',
      missing: 'Enter the area of practice',
    },
    {
      kind: 'text',
      name: 'developer.organisation',
      label: 'Developer: organisation',
      missing: 'Enter the developer’s organisation',
    },
    {
      kind: 'text',
      name: 'developer.contactName',
      label: 'Developer: name of the contact',
      hint: 'The letter about the decision goes to them.',
      missing: 'Enter the name of the contact',
      autocomplete: 'off',
    },
    {
      kind: 'text',
      type: 'email',
      name: 'developer.contactEmail',
      label: 'Developer: email address of the contact',
      missing: 'Enter the contact’s email address',
      autocomplete: 'off',
    },
  ],
  body: (read) => ({ ...read, id: idOf(typeof read.title === 'string' ? read.title : '') }),
  next: ({ specificationId }) => [`/specifications/${specificationId}`, 'specification-registered'],
};
