import { type ReviewersToChoose, reviewersToChoose } from '../../people/names.ts';
import { lockOf, nameOf, pathOf, type Round, readRound, reason, unless } from '../rounds/about-round.ts';
import { type FormDefinition, formRoutes, type ReadForm } from '../web/form.ts';
import { type Field, readFields } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import { servicesOf } from '../web/services-of.ts';
import type { Visit } from '../web/visit.ts';
import { inSpite } from './in-spite.ts';
import { type Member, memberText, readMember, unlessOn } from './member.ts';

const toChoose = (visit: Visit, round: Round): Promise<ReviewersToChoose> =>
  reviewersToChoose(
    servicesOf(visit.site),
    round.panel.map(({ personId }) => personId),
  );

const who = ({ offered: known, atMost }: ReviewersToChoose): readonly Field[] => [
  ...(known.length === 0
    ? []
    : [
        {
          kind: 'select',
          name: 'known',
          label: 'A reviewer whom the Centre knows',
          optional: true,
          ...(atMost !== null && {
            hint: `These are ${atMost} of them. Enter the name and address of any other below.`,
          }),
          options: known.map(({ name, email, expertise }) => ({
            value: email,
            text: expertise.length === 0 ? name : `${name} (${expertise.join(', ')})`,
          })),
        } as const,
      ]),
  {
    kind: 'text',
    name: 'name',
    label: known.length === 0 ? 'Name' : 'Or the name of a new reviewer',
    missing: 'Enter a name, or choose a reviewer',
    autocomplete: 'off',
  },
  {
    kind: 'text',
    name: 'email',
    type: 'email',
    label: known.length === 0 ? 'Email address' : 'Email address of the new reviewer',
    hint: 'The invitation goes there, and they sign in with it.',
    missing: 'Enter an email address, or choose a reviewer',
    autocomplete: 'off',
  },
];

/** Reads who was chosen or entered: one of the two, and nobody who is, or was, on the panel. */
function readWho(
  fields: readonly Field[],
  { offered: all, taken }: ReviewersToChoose,
  visit: Visit,
): ReadForm {
  const {
    body: { known: _, ...typed },
    defects,
  } = readFields(fields, visit);
  // When the last one has been added meanwhile, there is nobody left to choose.
  const known = visit.form.get('known') ?? '';
  const at = known === '' ? '/email' : fields.some(({ name }) => name === 'known') ? '/known' : '';
  const wrong = (detail: string) => [...defects, { pointer: at, code: 'not-usable', detail }];
  const onPanel = 'This person is, or was, on the panel already. Choose somebody else.';
  if (known === '')
    return { body: typed, defects: taken.has(String(typed.email).toLowerCase()) ? wrong(onPanel) : defects };
  const one = all.find(({ email }) => email === known);
  const body = { ...typed, name: one?.name ?? known, email: known };
  if (typed.name !== '' || typed.email !== '')
    return { body, defects: wrong('Choose a reviewer or enter a new one, not both.') };
  if (one !== undefined) return { body, defects };
  return {
    body,
    defects: wrong(taken.has(known) ? onPanel : 'Choose again: this reviewer’s details have changed.'),
  };
}

const onlyWhere =
  'Only where they have the mail domain of the developer’s contact or of another reviewer. Kept with the round.';

const addFields = (about: ReviewersToChoose): readonly Field[] => [
  ...who(about),
  inSpite('reason', onlyWhere),
];

const replaceFields = (about: ReviewersToChoose): readonly Field[] => [
  ...who(about),
  reason,
  inSpite('inSpite', onlyWhere),
];

const add: FormDefinition<'addReviewer', ReviewersToChoose & { readonly round: Round }> = {
  operation: 'addReviewer',
  load: async (visit) => {
    const round = await readRound(visit);
    return round && { round, ...(await toChoose(visit, round)) };
  },
  text: ({ round }) => ({
    title: 'Add a reviewer',
    caption: nameOf(round),
    back: { text: 'Back to the round', href: pathOf(round) },
    button: 'Add to the panel',
  }),
  instead: ({ round }) => unless('No reviewer can be added now', round, 'draft', 'open'),
  fields: addFields,
  read: async (about, visit) => readWho(addFields(about), about, visit),
  lock: ({ round }) => lockOf(round),
  next: (_, { round }) => [`${pathOf(round)}`, 'reviewer-added'],
};

const replace: FormDefinition<'replaceReviewer', ReviewersToChoose & Member> = {
  operation: 'replaceReviewer',
  load: async (visit) => {
    const member = await readMember(visit);
    return member && { ...member, ...(await toChoose(visit, member.round)) };
  },
  text: (about) => ({
    ...memberText(about),
    title: 'Replace a reviewer',
    paragraphs: ['They leave the panel, and somebody else joins it.'],
    button: 'Replace this reviewer',
  }),
  instead: (about) => unlessOn(about, 'draft', 'open'),
  fields: replaceFields,
  read: async (about, visit) => readWho(replaceFields(about), about, visit),
  lock: ({ round }) => lockOf(round),
  next: (_, { round }) => [pathOf(round), 'reviewer-replaced'],
};

/** The form pages by which somebody joins a panel: in an empty place, or in somebody's. */
export const joiningForms: readonly Route[] = [
  ...formRoutes('/rounds/{roundId}/reviewers/add', add),
  ...formRoutes('/rounds/{roundId}/reviewers/{personId}/replace', replace),
];
