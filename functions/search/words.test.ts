import { expect, test } from 'vitest';
import { maxWords, soughtWords, wordsOfPerson, wordsOfTitle } from './words.ts';

const finds = (typed: string, words: readonly string[]) =>
  soughtWords(typed).every((sought) => words.some((word) => word.startsWith(sought)));

test('words are found without case, accents, apostrophes and whichever hyphens', () => {
  const words = wordsOfPerson('Zoë O’Brien-Łoś', ['Head-and-neck']);
  for (const typed of [
    'zoe',
    'OBRIEN',
    "o'brien",
    'obrien los',
    'Brien-Los',
    'los',
    'obrienlos',
    'neck head',
  ])
    expect({ typed, found: finds(typed, words) }).toEqual({ typed, found: typed !== 'Brien-Los' });
  expect(finds('Smith-Jones', wordsOfPerson('Ann Smith Jones', []))).toBe(true);
  expect(finds('smith jones', wordsOfPerson('Ann Smith-Jones', []))).toBe(true);
});

test('little words neither find a title nor hide it', () => {
  const words = wordsOfTitle('Care of the older person', 'Frailty', 'University of Sample');
  expect(words).not.toContain('of');
  expect(finds('care of the older', words)).toBe(true);
  expect(finds('university frailty', words)).toBe(true);
  expect(soughtWords('of the')).toEqual(['the', 'of']);
});

test('a thing is found by 12 words at most: the longest of its title, and room is left for its area and developer', () => {
  const title = Array.from({ length: 30 }, (_, n) => `${'long'.repeat(3)}${'x'.repeat(n)}`).join(' ');
  const words = wordsOfTitle(title, 'Frailty', 'Sample Trust');
  expect(words).toHaveLength(maxWords);
  expect(words).toEqual(expect.arrayContaining(['frailty', 'sample', 'trust']));
  expect(
    wordsOfPerson(
      'Li',
      Array.from({ length: 20 }, (_, n) => `Expertise${n}`),
    ),
  ).toContain('li');
});

test('whatever is typed, words fit into the keys of an index', () => {
  for (const text of [
    'ﷺ'.repeat(200),
    '😀'.repeat(200),
    '🅰️'.repeat(100),
    '--- –– ’',
    '\ud83d',
    '漢'.repeat(200),
  ])
    for (const word of [...wordsOfPerson(text, [text]), ...soughtWords(text)]) {
      expect(word).not.toBe('');
      expect(word.isWellFormed()).toBe(true);
      expect(Buffer.byteLength(word)).toBeLessThan(500);
    }
});
