import type { Defect } from '../../../shared/domain/basics/result.ts';
import {
  type CriteriaSet,
  type Criterion,
  criteriaOf,
  type Section,
} from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { idOfText, unusedId } from '../../../shared/domain/criteria-sets/made-ids.ts';
import { numberAfter, unusedNumber } from '../../../shared/domain/tables/kept-numbers.ts';
import { checkAgainstContract } from '../../files/criteria-set-check.ts';
import { type FormDefinition, formRoutes, type ReadForm } from '../web/form.ts';
import { type Field, readFields, type Values } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import type { Visit } from '../web/visit.ts';
import { readSetFields, setFields, setValues, thresholds } from './set-fields.ts';
import { lockOf, nameOf, pathOf, readVersion, unless, type Version } from './version-forms.ts';

/** A draft and the criterion or section of it that a page is about; null for one to be added. */
interface About {
  readonly set: Version;
  readonly criterion: Criterion | null;
  readonly section: Section | null;
}

async function loadDraft(visit: Visit): Promise<About | null> {
  const set = await readVersion(visit);
  if (set === null) return null;
  const { criterionId, sectionId } = visit.parameters;
  const criterion = criteriaOf(set.content).find(({ id }) => id === criterionId) ?? null;
  const section = set.content.sections.find(({ id }) => id === sectionId) ?? null;
  const isThere =
    (criterionId === undefined || criterion !== null) && (sectionId === undefined || section !== null);
  return isThere ? { set, criterion, section } : null;
}

const backTo = (set: Version) => ({ text: 'Back to the criteria set', href: pathOf(set) });

/** What every form of a draft has in common. */
const ofDraft = {
  operation: 'changeCriteriaSet',
  load: loadDraft,
  instead: ({ set }: About) => unless('draft', set),
  lock: ({ set }: About) => lockOf(set),
  next: (_: unknown, { set }: About) => [pathOf(set), 'saved'] as const,
} as const satisfies Partial<FormDefinition<'changeCriteriaSet', About>>;

/** The set as it would be, or what is wrong with it, at the field that shows what stands at `at`. */
function checked(body: CriteriaSet, defects: readonly Defect[], at: string): ReadForm {
  const wrong = [
    ...defects,
    ...checkAgainstContract(body).map((one) => ({
      ...one,
      pointer: one.pointer.startsWith(`${at}/`) ? one.pointer.slice(at.length) : one.pointer,
      detail: one.detail.replace(/ is used already at \/\S+\.$/, ' is used already.'),
    })),
  ];
  return { body: wrong.length === 0 ? body : null, defects: wrong };
}

const around: FormDefinition<'changeCriteriaSet', About> = {
  ...ofDraft,
  text: ({ set }) => ({
    title: 'Change the scale, rules and instructions',
    caption: nameOf(set),
    back: backTo(set),
    button: 'Save',
  }),
  fields: ({ set }) => setFields(set.content),
  values: ({ set }) => setValues(set.content),
  read: async ({ set }, visit) => {
    const read = readFields(setFields(set.content), visit);
    const made = readSetFields(read.body, set.content);
    return checked({ ...set.content, ...made.set }, [...read.defects, ...made.defects], '');
  },
};

const section: FormDefinition<'changeCriteriaSet', About> = {
  ...ofDraft,
  text: ({ set }) => ({ title: 'Change a section', caption: nameOf(set), back: backTo(set), button: 'Save' }),
  fields: () => sectionFields,
  values: ({ section: own }) => ({ number: own?.number ?? '', title: own?.title ?? '' }),
  read: async ({ set, section: own }, visit) => {
    const { body, defects } = readFields(sectionFields, visit);
    const sections = set.content.sections.map((one) => (one.id === own?.id ? { ...one, ...body } : one));
    return checked(
      { ...set.content, sections },
      defects,
      `/sections/${sections.findIndex(({ id }) => id === own?.id)}`,
    );
  },
};

const sectionFields: readonly Field[] = [
  { kind: 'text', name: 'number', label: 'Number', width: 4, missing: 'Enter a number' },
  { kind: 'text', name: 'title', label: 'Name', missing: 'Enter a name' },
];

/** Where a criterion can stand: first in a section, or after another criterion. */
const placesOf = ({ set, criterion }: About) =>
  set.content.sections.flatMap(({ id, number, title, criteria }) => [
    { value: `section/${id}`, text: `First in ${number}. ${title}` },
    ...criteria
      .filter((one) => one.id !== criterion?.id)
      .map((one) => ({ value: `criterion/${one.id}`, text: `After ${one.number} ${one.text.slice(0, 60)}` })),
  ]);

function placeNow({ set, criterion }: About): string {
  const last = set.content.sections[set.content.sections.length - 1];
  const own =
    set.content.sections.find(({ criteria }) => criteria.some(({ id }) => id === criterion?.id)) ?? last;
  const at =
    criterion === null
      ? (own?.criteria.length ?? 0)
      : (own?.criteria.findIndex(({ id }) => id === criterion.id) ?? 0);
  const before = own?.criteria[at - 1];
  return before === undefined ? `section/${own?.id ?? ''}` : `criterion/${before.id}`;
}

const criterionFields = (about: About): readonly Field[] => [
  { kind: 'text', name: 'number', label: 'Number', width: 5, missing: 'Enter a number' },
  { kind: 'textarea', name: 'text', label: 'Wording', rows: 4, missing: 'Enter the wording' },
  { kind: 'textarea', name: 'guidance', label: 'Guidance', rows: 6 },
  { kind: 'checkbox', name: 'mandatory', label: 'Mandatory' },
  {
    kind: 'select',
    name: 'threshold',
    label: 'Threshold of its own',
    hint: 'The lowest level that counts as met, where it is not that of the set.',
    optional: true,
    options: thresholds(about.set.content),
  },
  {
    kind: 'checkbox',
    name: 'dissentRefers',
    label: 'One strong dissent goes to the panel',
    hint: 'For matters of safety.',
  },
  {
    kind: 'select',
    name: 'place',
    label: 'Where it stands',
    missing: 'Choose a place',
    options: placesOf(about),
  },
  {
    kind: 'text',
    name: 'newSection',
    label: 'Or a new section for it, at the end',
    hint: 'The name of the section. Leave it empty where it stands in one that is there.',
  },
];

function criterionValues(about: About): Values {
  const { set, criterion } = about;
  const used = new Set(criteriaOf(set.content).map(({ number }) => number));
  const last = criteriaOf(set.content).at(-1)?.number ?? '1';
  return {
    number: criterion?.number ?? unusedNumber(numberAfter(last), used),
    text: criterion?.text ?? '',
    guidance: criterion?.guidance ?? '',
    mandatory: criterion === null || criterion.mandatory ? 'yes' : '',
    threshold: criterion?.threshold == null ? '' : String(criterion.threshold),
    dissentRefers: criterion?.dissentRefers ? 'yes' : '',
    place: placeNow(about),
    newSection: '',
  };
}

/** What the fields of a criterion give. */
interface GivenCriterion extends Omit<Criterion, 'id' | 'threshold'> {
  readonly threshold?: string;
  readonly place?: string;
  readonly newSection: string;
}

async function readCriterion(about: About, visit: Visit): Promise<ReadForm> {
  const { body, defects } = readFields(criterionFields(about), visit);
  const { place = '', newSection, threshold, ...given } = body as unknown as GivenCriterion;
  const { content } = about.set;
  const ids = new Set(criteriaOf(content).map(({ id }) => id));
  const criterion = {
    ...given,
    id: about.criterion?.id ?? unusedId(idOfText(given.text, 'criterion'), ids),
    threshold: threshold === undefined ? null : Number(threshold),
  };
  const sections = without(content.sections, criterion.id).map((one) => {
    if (newSection !== '') return one;
    if (place === `section/${one.id}`) return { ...one, criteria: [criterion, ...one.criteria] };
    const at = one.criteria.findIndex(({ id }) => place === `criterion/${id}`);
    return at < 0 ? one : { ...one, criteria: one.criteria.toSpliced(at + 1, 0, criterion) };
  });
  if (newSection !== '') sections.push(madeSection(content.sections, newSection, criterion));
  const kept = sections.filter(({ criteria }) => criteria.length > 0);
  const s = kept.findIndex(({ criteria }) => criteria.includes(criterion));
  const c = kept[s]?.criteria.indexOf(criterion) ?? 0;
  return checked({ ...content, sections: kept }, defects, `/sections/${s}/criteria/${c}`);
}

const without = (sections: readonly Section[], criterionId: string): Section[] =>
  sections.map((one) => ({ ...one, criteria: one.criteria.filter(({ id }) => id !== criterionId) }));

function madeSection(sections: readonly Section[], title: string, criterion: Criterion): Section {
  const ids = new Set(sections.map(({ id }) => id));
  const numbers = new Set(
    sections.flatMap((one) => [one.number, ...one.criteria.map(({ number }) => number)]),
  );
  return {
    id: unusedId(idOfText(title, 'section'), ids),
    number: unusedNumber(numberAfter(sections.at(-1)?.number ?? '0'), numbers),
    title,
    criteria: [criterion],
  };
}

const criterion: FormDefinition<'changeCriteriaSet', About> = {
  ...ofDraft,
  text: ({ set, criterion: own }) => ({
    title: own === null ? 'Add a criterion' : `Change criterion ${own.number}`,
    caption: nameOf(set),
    back: backTo(set),
    button: own === null ? 'Add it' : 'Save',
  }),
  fields: criterionFields,
  values: criterionValues,
  read: readCriterion,
};

const remove: FormDefinition<'changeCriteriaSet', About> = {
  ...ofDraft,
  text: ({ set, criterion: own }) => ({
    title: `Remove criterion ${own?.number ?? ''}`,
    caption: nameOf(set),
    back: backTo(set),
    paragraphs: [`“${own?.text ?? ''}”`, 'The numbers of the others stay as they are.'],
    button: 'Remove',
  }),
  instead: ({ set }) =>
    unless('draft', set) ??
    (criteriaOf(set.content).length > 1
      ? null
      : { title: 'A set needs a criterion', paragraphs: ['Add another one before you remove this one.'] }),
  fields: () => [],
  body: (_, { set, criterion: own }) => ({
    ...set.content,
    sections: without(set.content.sections, own?.id ?? '').filter(({ criteria }) => criteria.length > 0),
  }),
};

const discard: FormDefinition<'discardCriteriaSet', Version> = {
  operation: 'discardCriteriaSet',
  load: readVersion,
  text: (set) => ({
    title: 'Discard this draft',
    caption: nameOf(set),
    back: backTo(set),
    paragraphs: [
      'It is in no list any more, and nobody can open or publish it. That it was discarded stays on record.',
    ],
    warning: 'A draft that was discarded cannot be brought back.',
    button: 'Discard',
  }),
  instead: (set) => unless('draft', set),
  fields: () => [],
  lock: lockOf,
  next: () => ['/criteria-sets', 'criteria-set-discarded'],
};

const at = '/criteria-sets/{criteriaSetId}/versions/{version}';

/** The pages on which a draft is changed and discarded. */
export const draftForms: readonly Route[] = [
  ...formRoutes(`${at}/settings`, around),
  ...formRoutes(`${at}/sections/{sectionId}`, section),
  ...formRoutes(`${at}/criteria/add`, criterion),
  ...formRoutes(`${at}/criteria/{criterionId}`, criterion),
  ...formRoutes(`${at}/criteria/{criterionId}/remove`, remove),
  ...formRoutes(`${at}/discard`, discard),
];
