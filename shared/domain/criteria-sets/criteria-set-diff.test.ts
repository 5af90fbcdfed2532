import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyCriteriaSet } from '../../../test/support/criteria-set-arbitrary.ts';
import { criteriaSet } from '../../contract/criteria-sets/schemas.ts';
import sample from '../../samples/sample-endorsement-criteria.json' with { type: 'json' };
import { canonicalJson } from '../basics/canonical-json.ts';
import type { CriteriaSet, Criterion, Section } from './criteria-set.ts';
import { changesInWords, diffCriteriaSets, wordingOf } from './criteria-set-diff.ts';

const before: CriteriaSet = criteriaSet.parse(sample);

const inWords = (after: CriteriaSet) => changesInWords(diffCriteriaSets(before, after));

const withSections = (change: (sections: readonly Section[]) => readonly Section[]): CriteriaSet => ({
  ...before,
  sections: change(before.sections),
});

/** The sample with some criteria changed, or removed where `change` gives null; by their numbers. */
const withCriteria = (changes: Record<string, (criterion: Criterion) => Criterion | null>): CriteriaSet =>
  withSections((sections) =>
    sections.map((section) => ({
      ...section,
      criteria: section.criteria.flatMap((criterion) => {
        const change = changes[criterion.number];
        return (change === undefined ? criterion : change(criterion)) ?? [];
      }),
    })),
  );

const swapFirstTwo = <T>([a, b, ...rest]: readonly T[]): readonly T[] =>
  a === undefined || b === undefined ? [] : [b, a, ...rest];

const added: Criterion = {
  id: 'new-one',
  number: '7.9',
  text: 'x',
  guidance: '',
  mandatory: false,
  threshold: null,
  dissentRefers: false,
};

describe('the difference of two versions in words', () => {
  test('is one line', () => {
    const after = withCriteria({
      '4.3': (criterion) => ({ ...criterion, mandatory: !criterion.mandatory }),
      '5.1': (criterion) => ({ ...criterion, guidance: 'Other guidance.' }),
      '6.3': () => null,
    });
    expect(inWords(after)).toBe('4.3 is no longer mandatory; guidance of 5.1 changed; 6.3 removed');
  });

  test.each<[string, CriteriaSet]>([
    ['Nothing changed.', before],
    ['The set’s id is now other, no longer sample-endorsement', { ...before, id: 'other' }],
    ['The title is now “Other”', { ...before, title: 'Other' }],
    ['The set is now of the kind gateway', { ...before, kind: 'gateway' }],
    ['The set is no longer a sample', { ...before, sample: false }],
    [
      'Section 11 removed; 11.1 removed; 11.2 removed; 11.3 removed; 11.4 removed',
      withSections((all) => all.slice(0, -1)),
    ],
    ['Instructions changed', { ...before, instructions: '' }],
    [
      'At least 3 reviews are now needed, no longer 2',
      { ...before, rules: { ...before.rules, minReviews: 3 } },
    ],
    [
      'The threshold is now 2 (“Partly met”), no longer 3 (“Met”)',
      { ...before, rules: { ...before.rules, threshold: 2 } },
    ],
    [
      '80.01% of the criteria that are not mandatory must now be met, no longer 80%',
      { ...before, rules: { ...before.rules, nonMandatoryShare: 0.8001 } },
    ],
    [
      'Level 2 is now “Nearly met”, no longer “Partly met”',
      { ...before, scale: before.scale.map((l) => (l.value === 2 ? { ...l, label: 'Nearly met' } : l)) },
    ],
    [
      'Meaning of level 4 changed',
      { ...before, scale: before.scale.map((l) => (l.value === 4 ? { ...l, meaning: '' } : l)) },
    ],
    [
      'Level 5 (“Best”) added',
      { ...before, scale: [...before.scale, { value: 5, label: 'Best', meaning: '' }] },
    ],
    ['Level 4 (“Exceeded”) removed', { ...before, scale: before.scale.slice(0, 3) }],
    [
      'Title of section 4 changed',
      withSections((all) => all.map((s, i) => (i === 0 ? { ...s, title: 'Other' } : s))),
    ],
    [
      'Section 4 is now section 12',
      withSections((all) => all.map((s, i) => (i === 0 ? { ...s, number: '12' } : s))),
    ],
    ['Order of the sections changed', withSections(swapFirstTwo)],
    [
      'Order in section 4 changed',
      withSections((all) => all.map((s, i) => (i === 0 ? { ...s, criteria: swapFirstTwo(s.criteria) } : s))),
    ],
    [
      'Section 12 added; 7.9 added',
      withSections((all) => [...all, { id: 'twelve', number: '12', title: 'x', criteria: [added] }]),
    ],
    [
      '7.9 moved from section 4 to section 5',
      withSections((all) => all.map((s, i) => (i === 1 ? { ...s, criteria: [...s.criteria, added] } : s))),
    ],
    ['5.2 is now 5.9', withCriteria({ '5.2': (c) => ({ ...c, number: '5.9' }) })],
    [
      '5.2 is now 5.9; text of 5.9 (was 5.2) changed',
      withCriteria({ '5.2': (c) => ({ ...c, number: '5.9', text: 'x' }) }),
    ],
    [
      'Threshold of 5.1 is now 2 (“Partly met”), no longer the set’s',
      withCriteria({ '5.1': (c) => ({ ...c, threshold: 2 }) }),
    ],
    [
      'Threshold of 11.4 is now the set’s, no longer 2 (“Partly met”)',
      withCriteria({ '11.4': (c) => ({ ...c, threshold: null, dissentRefers: false }) }),
    ],
  ])('%s', (words, after) => {
    const from = words.startsWith('7.9 moved')
      ? withSections((all) => all.map((s, i) => (i === 0 ? { ...s, criteria: [...s.criteria, added] } : s)))
      : before;
    expect(changesInWords(diffCriteriaSets(from, after))).toBe(words);
  });

  test('a criterion that was and is: 4.2 became mandatory', () => {
    const optional = withCriteria({ '4.2': (c) => ({ ...c, mandatory: false }) });
    expect(changesInWords(diffCriteriaSets(optional, before))).toBe('4.2 became mandatory');
  });

  test('a set that was not and is: the set became a sample', () => {
    expect(changesInWords(diffCriteriaSets({ ...before, sample: false }, before))).toBe(
      'The set became a sample',
    );
  });

  const inSection4 = (change: (section: Section) => Section) =>
    withSections((all) => all.map((section, i) => (i === 0 ? change(section) : section)));
  const inLevel2 = (change: Partial<CriteriaSet['scale'][number]>): CriteriaSet => ({
    ...before,
    scale: before.scale.map((level) => (level.value === 2 ? { ...level, ...change } : level)),
  });
  const withRules = (rules: Partial<CriteriaSet['rules']>): CriteriaSet => ({
    ...before,
    rules: { ...before.rules, ...rules },
  });
  const ids = before.sections.map(({ id }) => id);
  const section4 = before.sections[0];
  const criterion = section4?.criteria[0];
  if (section4 === undefined || criterion === undefined) throw new Error('The sample has a section 4.');
  const of41 = (change: Partial<Criterion>) => withCriteria({ '4.1': (one) => ({ ...one, ...change }) });
  const asData = (after: CriteriaSet) => diffCriteriaSets(before, after);

  test.each<[string, string, string, unknown, unknown, CriteriaSet]>([
    ['set', 'other', 'id', before.id, 'other', { ...before, id: 'other' }],
    ['set', before.id, 'title', before.title, 'x', { ...before, title: 'x' }],
    ['set', before.id, 'kind', 'endorsement', 'gateway', { ...before, kind: 'gateway' }],
    ['set', before.id, 'sample', true, false, { ...before, sample: false }],
    ['set', before.id, 'instructions', before.instructions, '', { ...before, instructions: '' }],
    ['set', before.id, 'minReviews', 2, 3, withRules({ minReviews: 3 })],
    ['set', before.id, 'threshold', 3, 2, withRules({ threshold: 2 })],
    ['set', before.id, 'nonMandatoryShare', 0.8, 0.5, withRules({ nonMandatoryShare: 0.5 })],
    ['set', before.id, 'order', ids, swapFirstTwo(ids), withSections(swapFirstTwo)],
    ['level', '2', 'label', before.scale[1]?.label, 'x', inLevel2({ label: 'x' })],
    ['level', '2', 'meaning', before.scale[1]?.meaning, 'x', inLevel2({ meaning: 'x' })],
    ['level', '4', 'removed', before.scale[3], null, { ...before, scale: before.scale.slice(0, 3) }],
    [
      'level',
      '5',
      'added',
      null,
      { value: 5, label: 'x', meaning: '' },
      { ...before, scale: [...before.scale, { value: 5, label: 'x', meaning: '' }] },
    ],
    ['section', section4.id, 'number', '4', '12', inSection4((one) => ({ ...one, number: '12' }))],
    ['section', section4.id, 'title', section4.title, 'x', inSection4((one) => ({ ...one, title: 'x' }))],
    [
      'criterion',
      section4.id,
      'order',
      section4.criteria.map(({ id }) => id),
      swapFirstTwo(section4.criteria).map(({ id }) => id),
      inSection4((one) => ({ ...one, criteria: swapFirstTwo(one.criteria) })),
    ],
    ['criterion', criterion.id, 'number', '4.1', '4.9', of41({ number: '4.9' })],
    ['criterion', criterion.id, 'mandatory', true, false, of41({ mandatory: false })],
    ['criterion', criterion.id, 'text', criterion.text, 'x', of41({ text: 'x' })],
    ['criterion', criterion.id, 'guidance', criterion.guidance, 'x', of41({ guidance: 'x' })],
    ['criterion', criterion.id, 'threshold', null, 2, of41({ threshold: 2 })],
    ['criterion', criterion.id, 'removed', criterion, null, withCriteria({ '4.1': () => null })],
    [
      'criterion',
      'new-one',
      'added',
      null,
      added,
      inSection4((one) => ({ ...one, criteria: [...one.criteria, added] })),
    ],
  ])('is data as well: %s %s, %s', (subject, id, what, was, is, after) => {
    const changes = diffCriteriaSets(before, after);
    const { sentence, ...data } = changes[0] ?? { sentence: '' };
    expect(changes).toHaveLength(1);
    expect(data).toEqual({ subject, id, what, before: was, after: is });
    expect(sentence).not.toBe('');
  });

  test('names the section that came, went and took a criterion', () => {
    const twelve = { id: 'twelve', number: '12', title: 'x', criteria: [] };
    const data = (changes: ReturnType<typeof asData>) =>
      changes.map(({ subject, id, what }) => `${subject} ${id} ${what}`);
    const more = withSections((all) => [...all, twelve]);
    expect(data(asData(more))).toEqual(['section twelve added']);
    expect(data(diffCriteriaSets(more, before))).toEqual(['section twelve removed']);
    const moved = withSections((all) =>
      [...all, twelve].map((section) => ({
        ...section,
        criteria: [
          ...section.criteria.filter(({ id }) => id !== criterion.id),
          ...(section.id === 'twelve' ? [criterion] : []),
        ],
      })),
    );
    expect(data(diffCriteriaSets(more, moved))).toEqual([`criterion ${criterion.id} section`]);
  });
});

/** Every set that differs from `value` in exactly one place: a leaf changed, an item of a list left out. */
function mutants<T>(value: T): unknown[] {
  if (typeof value === 'string') return [`${value}x`];
  if (typeof value === 'number') return [value + 1];
  if (typeof value === 'boolean') return [!value];
  if (value === null) return [1];
  if (Array.isArray(value))
    return value.flatMap((item, i) => [
      value.toSpliced(i, 1),
      ...mutants(item).map((mutant) => value.with(i, mutant)),
    ]);
  return Object.entries(value as object).flatMap(([key, inner]) =>
    mutants(inner).map((mutant) => ({ ...value, [key]: mutant })),
  );
}

describe('every difference is told', () => {
  test('of each single field of the sample', () => {
    const all = mutants(before) as CriteriaSet[];
    expect(all.length).toBeGreaterThan(200);
    expect(all.filter((after) => diffCriteriaSets(before, after).length === 0)).toEqual([]);
  });

  test('and equal sets have none', () => {
    fc.assert(
      fc.property(anyCriteriaSet, fc.gen(), (set, gen) => {
        expect(diffCriteriaSets(set, structuredClone(set))).toEqual([]);
        const mutant = gen(() => fc.constantFrom(...(mutants(set) as CriteriaSet[])));
        const differs = canonicalJson(mutant) !== canonicalJson(set);
        expect(diffCriteriaSets(set, mutant).length > 0).toBe(differs);
        expect(diffCriteriaSets(mutant, set).length > 0).toBe(differs);
      }),
    );
  });
});

test('a change of words comes with the old and the new ones, any other with its sentence', () => {
  const after = structuredClone(before);
  const [first] = after.sections;
  const [criterion, other] = first?.criteria ?? [];
  if (first === undefined || criterion === undefined || other === undefined) throw new Error('No criteria');
  const was = criterion.text;
  Object.assign(criterion, { text: 'It is safe.', mandatory: !criterion.mandatory });
  Object.assign(first, { criteria: first.criteria.filter((one) => one !== other) });
  const worded = diffCriteriaSets(before, after).map(wordingOf);
  const { number } = criterion;
  expect(worded).toContainEqual({ sentence: `text of ${number} changed`, before: was, after: 'It is safe.' });
  expect(worded).toContainEqual({ sentence: `${other.number} removed`, before: other.text, after: null });
  const mandatory = worded.find(({ sentence }) => sentence.includes('mandatory'));
  expect(mandatory).toMatchObject({ before: null, after: null });
});
