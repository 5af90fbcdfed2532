import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { setOf } from '../testing.ts';
import {
  type CriteriaSet,
  checkCriteriaSet,
  criteriaOf,
  criteriaSetHash,
  maxCriteria,
  thresholdOf,
} from './criteria-set.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

const sample = (file: string) =>
  JSON.parse(readFileSync(new URL(`../../samples/${file}`, import.meta.url), 'utf8')) as CriteriaSet;

/** Pointer and code of each defect. */
const defects = (set: CriteriaSet) => checkCriteriaSet(set).map(({ pointer, code }) => `${pointer} ${code}`);

describe('checking a criteria set', () => {
  it('finds nothing wrong with the sample sets', () => {
    expect(checkCriteriaSet(sample('sample-endorsement-criteria.json'))).toEqual([]);
    expect(checkCriteriaSet(sample('sample-gateway-criteria.json'))).toEqual([]);
  });

  it('refuses a scale whose levels do not follow each other, and says what a level should be', () => {
    const set = setOf([{}], { lowest: 1, levels: 3 });
    const [first, , third] = set.scale;
    const scale = [first, { value: 3, label: 'Gap', meaning: '' }, third].filter(
      (level) => level !== undefined,
    );
    expect(checkCriteriaSet({ ...set, scale })).toEqual([
      {
        pointer: '/scale/1/value',
        code: 'scale-not-consecutive',
        detail: 'Level 2 must have the value 2.',
      },
      {
        pointer: '/rules/threshold',
        code: 'threshold-not-on-scale',
        detail: 'The threshold 2 must be one of the scale’s levels above the lowest: 3, 3.',
      },
    ]);
  });

  it.each([
    [[4, 3, 2, 1], 0, '1, 2, 3, 4'],
    [[1, 3, 2, 4], 1, '1, 2, 3, 4'],
    [[3, 3, 2], 0, '2, 3, 3'],
    [[7, 5, 3], 0, '3, 5, 7'],
  ])('asks for levels lowest first where they stand %j, not for other values', (values, at, order) => {
    const scale = values.map((value) => ({ value, label: `Level ${value}`, meaning: '' }));
    const found = checkCriteriaSet({ ...setOf([{}]), scale });
    expect(found.filter(({ code }) => code === 'scale-not-consecutive')).toEqual([
      {
        pointer: `/scale/${at}/value`,
        code: 'scale-not-consecutive',
        detail: `Levels stand lowest first. Put them in the order ${order}.`,
      },
    ]);
  });

  it('names the levels that a threshold can be lowest first, however they stand', () => {
    const scale = [3, 2, 1].map((value) => ({ value, label: `Level ${value}`, meaning: '' }));
    expect(checkCriteriaSet({ ...setOf([{}], { threshold: 1 }), scale })[1]?.detail).toBe(
      'The threshold 1 must be one of the scale’s levels above the lowest: 2, 3.',
    );
    expect(defects({ ...setOf([{}], { threshold: 3 }), scale })).toEqual([
      '/scale/0/value scale-not-consecutive',
    ]);
  });

  it('refuses a threshold off the scale or at its lowest level, where everything would be met', () => {
    expect(defects(setOf([{}], { threshold: 4 }))).toEqual(['/rules/threshold threshold-not-on-scale']);
    expect(defects(setOf([{}], { threshold: 0 }))).toEqual(['/rules/threshold threshold-not-on-scale']);
    expect(defects(setOf([{}], { threshold: 1 }))).toEqual([]);
    expect(defects(setOf([{}], { threshold: 3 }))).toEqual([]);
    expect(defects(setOf([{ threshold: 3 }, { threshold: 9 }]))).toEqual([
      '/sections/0/criteria/1/threshold threshold-not-on-scale',
    ]);
  });

  it(`refuses more than ${maxCriteria} criteria`, () => {
    const many = (n: number) => setOf(Array.from({ length: n }, () => ({})));
    expect(checkCriteriaSet(many(maxCriteria))).toEqual([]);
    expect(checkCriteriaSet(many(maxCriteria + 1))).toEqual([
      {
        pointer: '/sections',
        code: 'too-many-criteria',
        detail: 'A set has at most 250 criteria, not 251.',
      },
    ]);
  });

  it('refuses ids and numbers used twice, and says where the first one is', () => {
    const set = setOf([{}, { id: 'c1', number: '4.1' }, { number: '5' }]);
    const twice = { ...set, sections: [...set.sections, { id: 's4', number: '5', title: '', criteria: [] }] };
    expect(defects(twice)).toEqual([
      '/sections/0/criteria/1/id duplicate',
      '/sections/0/criteria/1/number duplicate',
      '/sections/1/id duplicate',
      '/sections/1/number duplicate',
    ]);
    expect(checkCriteriaSet(twice)[0]?.detail).toBe(
      'The criterion id “c1” is used already at /sections/0/criteria/0/id.',
    );
    expect(checkCriteriaSet(twice)[2]?.detail).toBe('The section id “s4” is used already at /sections/0/id.');
    expect(checkCriteriaSet(twice)[3]?.detail).toBe(
      'The number “5” is used already at /sections/0/criteria/2/number.',
    );
  });

  it('lets a section and a criterion share an id', () => {
    expect(checkCriteriaSet(setOf([{ id: 's4' }]))).toEqual([]);
  });

  it('takes ids that every object inherits for what they are', () => {
    expect(checkCriteriaSet(setOf([{ id: 'constructor' }, { id: '__proto__' }]))).toEqual([]);
  });

  it('says so once of a set without levels, or with one, instead of failing', () => {
    for (const scale of [[], setOf([{}]).scale.slice(0, 1)])
      expect(checkCriteriaSet({ ...setOf([{ threshold: 2 }]), scale })).toEqual([
        {
          pointer: '/rules/threshold',
          code: 'threshold-not-on-scale',
          detail: 'The scale has no level above the lowest, which a threshold must be.',
        },
      ]);
  });
});

describe('a criteria set', () => {
  const set = setOf([{}, { threshold: 3 }]);

  it('lists its criteria in the order of its sections', () => {
    const sample4 = sample('sample-endorsement-criteria.json');
    expect(criteriaOf(sample4)).toHaveLength(27);
    expect(criteriaOf(sample4)[0]?.number).toBe('4.1');
  });

  it('has a threshold that a criterion may override', () => {
    expect(criteriaOf(set).map((criterion) => thresholdOf(set, criterion))).toEqual([2, 3]);
  });

  it('has a hash of its content, whatever the order of its properties', () => {
    const reversed = Object.fromEntries(Object.entries(set).reverse()) as unknown as CriteriaSet;
    expect(criteriaSetHash(set, sha256)).toMatch(/^[0-9a-f]{64}$/);
    expect(criteriaSetHash(reversed, sha256)).toBe(criteriaSetHash(set, sha256));
    expect(criteriaSetHash({ ...set, title: 'Another' }, sha256)).not.toBe(criteriaSetHash(set, sha256));
  });
});
