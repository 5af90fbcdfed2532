import { expect, test } from 'vitest';
import { letterBlocks } from './letter-blocks.ts';

const paragraph = (...lines: string[]) => ({ kind: 'paragraph', lines });

test('empty lines end paragraphs, and lines within one stay lines', () => {
  expect(letterBlocks('One.\n\nTwo,\r\nbroken.\n\n\n\nThree.\n')).toEqual([
    paragraph('One.'),
    paragraph('Two,', 'broken.'),
    paragraph('Three.'),
  ]);
});

test('headings stand alone, also where no empty line sets them apart', () => {
  expect(letterBlocks('Before\n# Conditions\nAfter')).toEqual([
    paragraph('Before'),
    { kind: 'heading', lines: ['Conditions'] },
    paragraph('After'),
  ]);
});

test('items become one list, each with the lines that follow it directly', () => {
  expect(letterBlocks('Intro:\n- one\n- two\nand more\n\n- three\n\nAfter')).toEqual([
    paragraph('Intro:'),
    { kind: 'list', lines: ['one', 'two and more', 'three'] },
    paragraph('After'),
  ]);
});

test('a line that stands in belongs to the heading or item above it, whatever it begins with', () => {
  expect(
    letterBlocks('# H\n  - a\n\t# b\nAfter\n\n- one\n  - two\n  1. three\n- four\n\n1. Do\r\n  - this\nsoon'),
  ).toEqual([
    { kind: 'heading', lines: ['H', '- a', '# b'] },
    paragraph('After'),
    { kind: 'list', lines: ['one\n- two\n1. three', 'four'] },
    { kind: 'numbered', start: 1, lines: ['Do\n- this\nsoon'] },
  ]);
  // After an empty line it is as if it did not stand in, and so it is within a paragraph.
  expect(letterBlocks('- one\n\n  - two\n\nWords\n  # H')).toEqual([
    { kind: 'list', lines: ['one', 'two'] },
    paragraph('Words'),
    { kind: 'heading', lines: ['H'] },
  ]);
});

test('a heading between items makes two lists', () => {
  expect(letterBlocks('- a\n\n# H\n\n- b').map(({ kind }) => kind)).toEqual(['list', 'heading', 'list']);
});

test.each(['#no space', '-no space', '* star', '## Two', '<b>bold</b>', '[a](https://example.org)'])(
  'nothing else is markup: %s',
  (text) => {
    expect(letterBlocks(text)).toEqual([paragraph(text)]);
  },
);

test('paragraphs that count up are one numbered list, each with the lines that follow it directly', () => {
  expect(letterBlocks('1. One.\nDue soon.\n\n2. Two.\n\nAfter\n3. no item\n\n7. Seven')).toEqual([
    { kind: 'numbered', start: 1, lines: ['One.\nDue soon.', 'Two.'] },
    paragraph('After', '3. no item'),
    { kind: 'numbered', start: 7, lines: ['Seven'] },
  ]);
});

test('a letter of empty lines has no parts', () => {
  expect(letterBlocks(' \n\n \t\n')).toEqual([]);
});
