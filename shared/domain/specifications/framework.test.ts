import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { credentialTypes } from '../basics/credential-types.ts';
import { alignmentOf, isMeasured, titled } from './framework.ts';
import { framework2017 } from './framework-2017.ts';

const framework = framework2017.pillars;
const numbersOf = (capabilities: readonly { readonly number: string }[]) =>
  capabilities.map(({ number }) => number);

const capability = (id: string, ...alignsTo: string[]) => ({ id, text: `Does ${id}.`, alignsTo });

describe('the framework', () => {
  it('has four pillars with 11, 11, 8 and 8 numbered capabilities', () => {
    expect(
      framework.map(({ name, capabilities }) => [name, capabilities[0]?.number, capabilities.at(-1)?.number]),
    ).toEqual([
      ['Clinical practice', '1.1', '1.11'],
      ['Leadership and management', '2.1', '2.11'],
      ['Education', '3.1', '3.8'],
      ['Research', '4.1', '4.8'],
    ]);
  });
});

describe('a number', () => {
  it('has a title of two to five words of our own, and each its own', () => {
    const titles = framework.flatMap(({ capabilities }) => capabilities.map(({ title }) => title));
    expect(titles.filter((title) => !/^(?:\S+ ){1,4}\S+$/.test(title))).toEqual([]);
    expect(new Set(titles).size).toBe(38);
    expect(titled(framework2017, '1.4')).toBe('1.4 Assessment in partnership');
    expect(titled(framework2017, '1.12')).toBe('1.12');
    expect(titled(null, '1.4')).toBe('1.4');
  });

  it('is asked of what is for several professions, not of doctors or dentists alone', () => {
    expect(credentialTypes.filter(isMeasured)).toEqual([
      'multi-professional-including-medicine',
      'multi-professional',
    ]);
    expect(isMeasured(null)).toBe(false);
  });
});

describe('alignment', () => {
  it('says what each capability names, what nobody names, and what cannot be right', () => {
    const alignment = alignmentOf(framework2017, [
      capability('assess', '1.4', '3.1', '1.2'),
      capability('teach', '3.1'),
      capability('none'),
      capability('odd', '1.12'),
    ]);
    expect(alignment.capabilities[0]?.byPillar).toEqual([['1.2', '1.4'], [], ['3.1'], []]);
    expect(alignment.pillars.map(({ covered }) => covered)).toEqual([['1.2', '1.4'], [], ['3.1'], []]);
    expect(alignment.pillars[2]?.notCovered).toEqual(['3.2', '3.3', '3.4', '3.5', '3.6', '3.7', '3.8']);
    expect(alignment.unaligned.map(({ id }) => id)).toEqual(['none', 'odd']);
    expect(alignment.unknown).toEqual(['1.12']);
  });

  it('puts every framework capability on exactly one side', () => {
    const numbers = framework.flatMap(({ capabilities }) => numbersOf(capabilities));
    fc.assert(
      fc.property(fc.array(fc.subarray(numbers), { maxLength: 8 }), (named) => {
        const { pillars } = alignmentOf(
          framework2017,
          named.map((alignsTo, n) => capability(`c${n}`, ...alignsTo)),
        );
        expect(pillars.flatMap(({ covered, notCovered }) => [...covered, ...notCovered]).sort()).toEqual(
          [...numbers].sort(),
        );
      }),
    );
  });
});
