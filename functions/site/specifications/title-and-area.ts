import type { Field } from '../web/form-fields.ts';

/** The fields of what a proposal or version is called and where it is practised; `areas` are those that the Centre keeps. */
export const titleAndArea = (areas: readonly string[]): readonly Field[] => [
  { kind: 'text', name: 'title', label: 'Title', missing: 'Enter the title' },
  {
    kind: 'text',
    name: 'areaOfPractice',
    label: 'Area of practice',
    offered: areas,
    missing: 'Enter the area of practice',
  },
];
