import { priorityStates } from '../../../shared/domain/priorities/priority.ts';
import { readAreas } from '../settings/areas.ts';
import { type FormDefinition, formRoutes } from '../web/form.ts';
import type { Field } from '../web/form-fields.ts';
import type { Route } from '../web/route.ts';
import { askPriorities, ofPriorities, type Priority } from './asked.ts';
import { stateTag } from './list.ts';

/** A priority, and the areas that are offered for it. */
interface Changing {
  readonly priority: Priority;
  readonly areas: readonly string[];
}

const fieldsOf = (areas: readonly string[]): readonly Field[] => [
  { kind: 'text', name: 'title', label: 'Title', missing: 'Enter the title' },
  {
    kind: 'text',
    name: 'areaOfPractice',
    label: 'Area of practice',
    hint: 'Choose one that is offered while you type, or enter a new one. What answers the priority is found by it.',
    offered: areas,
    missing: 'Enter the area of practice',
  },
  {
    kind: 'textarea',
    name: 'need.highPriority',
    label: 'Why it is a high priority',
    missing: 'Say why it is a high priority',
    rows: 4,
  },
  {
    kind: 'textarea',
    name: 'need.atScale',
    label: 'How it is needed at scale',
    hint: 'How many people, teams or services need it, and where.',
    missing: 'Say how it is needed at scale',
    rows: 4,
  },
  {
    kind: 'textarea',
    name: 'need.systemLevel',
    label: 'Why the whole system needs it',
    hint: 'Rather than one employer, for a short time, or for a few specialists.',
    missing: 'Say why the whole system needs it',
    rows: 4,
  },
  {
    kind: 'textarea',
    name: 'evidence',
    label: 'Evidence (optional)',
    hint: 'What it rests on: data, reports, who has said so.',
    rows: 6,
  },
  {
    kind: 'date',
    name: 'since',
    label: 'Known since',
    hint: 'The day on which the need was first put to the group.',
    subject: 'The day since which it is known',
    missing: 'Enter the day since which it is known',
    exampleIn: 0,
  },
];

const add: FormDefinition<'addPriority', readonly string[]> = {
  operation: 'addPriority',
  apart: ofPriorities,
  load: readAreas,
  text: () => ({
    title: 'Add a priority',
    back: { text: 'Back to priorities', href: '/priorities' },
    paragraphs: ['It is under consideration at first.'],
    button: 'Add the priority',
  }),
  fields: fieldsOf,
  next: ({ priorityId }) => [`/priorities/${priorityId}`, 'priority-added'],
};

const change: FormDefinition<'changePriority', Changing> = {
  operation: 'changePriority',
  apart: ofPriorities,
  load: async (visit) => {
    const priority = await askPriorities(visit, 'getPriority');
    return priority && { priority, areas: await readAreas(visit) };
  },
  text: ({ priority }) => ({
    title: 'Change the priority',
    caption: priority.title,
    back: { text: 'Back to the priority', href: `/priorities/${priority.priorityId}` },
    button: 'Save',
  }),
  fields: ({ areas }) => [
    ...fieldsOf(areas),
    {
      kind: 'radios',
      name: 'state',
      label: 'Where it stands',
      missing: 'Say where it stands',
      options: priorityStates.map((value) => ({ value, text: stateTag(value).text })),
    },
    {
      kind: 'textarea',
      name: 'reason',
      label: 'Why it comes to stand elsewhere',
      hint: 'Needed where that changes. Kept with the priority, under your name.',
      missing: 'Say why it comes to stand elsewhere',
      rows: 3,
    },
  ],
  values: ({ priority: { title, areaOfPractice, need, evidence, since, state } }) => {
    const [year = '', month = '', day = ''] = since.split('-');
    return {
      title,
      areaOfPractice,
      'need.highPriority': need.highPriority,
      'need.atScale': need.atScale,
      'need.systemLevel': need.systemLevel,
      evidence,
      'since-day': String(Number(day)),
      'since-month': String(Number(month)),
      'since-year': year,
      state,
    };
  },
  lock: ({ priority }) => ({
    version: priority.editVersion,
    concerns: { kind: 'priority' as const, id: priority.priorityId },
  }),
  next: (_, { priority }) => [`/priorities/${priority.priorityId}`, 'saved'],
};

/** The form pages of priorities. */
export const priorityForms: readonly Route[] = [
  ...formRoutes('/priorities/add', add),
  ...formRoutes('/priorities/{priorityId}/change', change),
];
