import { registeredAs } from '../../specifications/register.ts';
import { readAreas } from '../settings/areas.ts';
import type { FormDefinition } from '../web/form.ts';
import { servicesOf } from '../web/services-of.ts';

/** What the form is about: a specification that has the title already. */
interface Registering {
  readonly same: { readonly specificationId: string; readonly title: string } | null;
  readonly areas: readonly string[];
}

/** The form page that registers a specification. */
export const register: FormDefinition<'registerSpecification', Registering> = {
  operation: 'registerSpecification',
  load: async (visit) => ({
    same: await registeredAs(servicesOf(visit.site), visit.form.get('title') ?? ''),
    areas: await readAreas(visit),
  }),
  template: 'specifications/register.njk',
  show: (about) => about,
  text: () => ({
    title: 'Register a specification',
    back: { text: 'Back to specifications', href: '/specifications' },
    paragraphs: ['You add the document itself, as its first version, on the next page.'],
    button: 'Register',
  }),
  fields: ({ areas }) => [
    { kind: 'text', name: 'title', label: 'Title', missing: 'Enter the title' },
    {
      kind: 'text',
      name: 'areaOfPractice',
      label: 'Area of practice',
      hint: 'Choose one that is offered while you type, or enter a new one, such as Frailty. Companions are found by it.',
      offered: areas,
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
  next: ({ specificationId }) => [`/specifications/${specificationId}`, 'specification-registered'],
};
