import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneLine, shortSubject, tidyText } from './plain-text.ts';

const unicode = fc.string({ unit: 'grapheme', maxLength: 200 });

test('text on one line holds nothing that could begin another, nor anything that turns it around', () => {
  expect(oneLine(' A\r\nBcc: b@example.org\u2028C\u0000D\u202eE\u00a0F ')).toBe(
    'A Bcc: b@example.org C D E F',
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test('a subject is shorter than 60 characters, on one line, and halves no character', () => {
  fc.assert(
    fc.property(unicode, unicode, (before, title) => {
      const subject = shortSubject(`${before}: ${title}`, oneLine(title));
      expect(subject.length).toBeLessThan(60);
      expect(subject).toBe(oneLine(subject));
      expect(subject.isWellFormed()).toBe(true);
    }),
  );
});

test('where a subject is too long its title gives way in the middle, wherever it stands, and the rest stays', () => {
  const title = 'Care of people with several long-term conditions';
  expect(shortSubject(`Review due 6 August 2026: ${title}`, title)).toBe(
    'Review due 6 August 2026: Care of … long-term conditions',
  );
  expect(shortSubject(`${title}, version 2: endorsed with conditions`, title)).toBe(
    'Care of … conditions, version 2: endorsed with conditions',
  );
  expect(shortSubject(`Frailty: ${'on and on '.repeat(9)}`, 'Frailty')).toMatch(/^Frailty: on and on .*…$/);
  expect(shortSubject(`Review by e: ${'on and on '.repeat(9)}`, 'e')).toMatch(/^Review by e: on and on .*…$/);
});

test('two titles of which the beginning or the end differs have different subjects, as long as they are', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefgh-é'), maxLength: 90 });
  fc.assert(
    fc.property(fc.nat(45), word, word, word, (before, start, middle, end) => {
      const lead = `${'x'.repeat(before)}: `;
      const room = 59 - lead.length;
      const subject = (title: string) => shortSubject(`${lead}${title}`, title);
      const tail = Math.floor((room * 2) / 3);
      const long = `${start}${middle}${end}`.padEnd(room + 1, 'z');
      // Each place that stays, changed: the beginning's and the end's.
      for (const at of [0, room - tail - 2, long.length - tail, long.length - 1]) {
        const other = `${long.slice(0, at)}Q${long.slice(at + 1)}`;
        expect(subject(other)).not.toBe(subject(long));
      }
      // What is short enough stays whole.
      expect(subject(long.slice(0, room))).toBe(`${lead}${long.slice(0, room)}`);
    }),
  );
});

test('a family of emoji at the cut stays or goes as a whole', () => {
  const family = '👩‍👩‍👧‍👦';
  expect(shortSubject(`${'a'.repeat(50)}${family} and more`)).toBe(`${'a'.repeat(50)}…`);
});

test('lines have at most 72 columns, and items of lists are indented', () => {
  const text = `${'words and '.repeat(20)}\n\n\n\n- ${'item and '.repeat(20)}\n`;
  const lines = tidyText(text).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72);
  const item = lines.slice(
    lines.findIndex((line) => line.startsWith('- ')),
    -1,
  );
  expect(item.length).toBeGreaterThan(2);
  expect(item.slice(1).every((line) => /^ {2}\S/.test(line))).toBe(true);
  expect(tidyText(text)).not.toContain('\n\n\n');
});

test('a line that stands in goes on doing so', () => {
  const lines = tidyText(`- An item\n  ${'and more of it '.repeat(8)}`)
    .split('\n')
    .slice(1, -1);
  expect(lines.length).toBe(2);
  expect(lines.every((line) => /^ {2}\S/.test(line) && line.length <= 72)).toBe(true);
});

test('an address or a hash that is longer than a line stays whole', () => {
  const address = `https://example.org/${'a'.repeat(100)}`;
  expect(tidyText(`Open it here: ${address} now`)).toBe(`Open it here:\n${address}\nnow\n`);
});

test('what no-break spaces join stays on one line', () => {
  expect(tidyText(`${'a'.repeat(65)} version\u00a02`)).toBe(`${'a'.repeat(65)}\nversion 2\n`);
});

test('wrapping loses no word and adds none', () => {
  const word = fc.string({ unit: fc.constantFrom('a', '-', 'é', '.'), minLength: 1, maxLength: 90 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (words) => {
      expect(tidyText(words.join(' ')).split(/\s+/).filter(Boolean)).toEqual(words);
    }),
  );
});
