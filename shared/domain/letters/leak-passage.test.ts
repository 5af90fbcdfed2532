import { expect, test } from 'vitest';
import { passageOf } from './leak-passage.ts';

const passage = (text: string, leak: string) => passageOf(text, { start: text.indexOf(leak) });

test('a leak is shown with the words around it, as they stand in the text', () => {
  expect(passage('We asked Dr Okafor to look at it.', 'Okafor')).toBe('We asked Dr Okafor to look at it.');
  const long = `${'before '.repeat(30)}Okafor ${'after '.repeat(30)}`;
  const shown = passage(long, 'Okafor');
  expect(long).toContain(shown);
  expect(shown).toMatch(/^(before ){4,5}Okafor (after ){10,13}after$/);
});

test('a passage is part of one line, also where the leak goes on in the next', () => {
  const text = 'First line.\n- Thanks to Amara\nOkafor for it.\nLast line.';
  expect(passage(text, 'Amara')).toBe('- Thanks to Amara');
  expect(passage(text, 'First')).toBe('First line.');
  expect(passage(text, 'Last')).toBe('Last line.');
});

test('a word that is longer than what is shown is cut after where the leak begins', () => {
  const text = `${'x'.repeat(100)} Okafor${'y'.repeat(200)}`;
  const shown = passage(text, 'Okafor');
  expect(text).toContain(shown);
  expect(shown).toMatch(/^Okafory+$/);
});
