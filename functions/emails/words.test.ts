import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, blockAsText, strong } from './blocks.ts';
import { defectInWords, sayWords, type Values } from './words.ts';

const values: Values = {
  title: 'Frailty',
  specification: strong('Frailty, version 2'),
  place: 'Room 4\nThe code is in the calendar.',
  receipt: { text: '0123456789abcdef', form: 'hash' },
  waiting: [{ kind: 'list', lines: [['1 review'], ['2 letters']] }],
  nothing: [],
  'it is late': true,
  'it is sent': false,
};

const source = (body: string, { subject = '((title))', preview = 'Soon' } = {}) =>
  `Subject: ${subject}\nPreview: ${preview}\n\n# Hello\n\n${body}\n`;

const said = (text: string, given: Values = values) => {
  const result = sayWords(text, given);
  if (!result.ok) throw new Error(result.error.map(defectInWords).join('\n'));
  return result.value;
};

/** The blocks of a body below its heading. */
const blocks = (body: string) => said(source(body)).blocks.slice(1);

/** A body as it reads, without its heading. */
const read = (body: string) => inWords(blocks(body));

const inWords = (some: readonly Block[]) => some.map(blockAsText).join('\n\n');

const defects = (text: string, kept?: readonly string[]) => {
  const result = sayWords(text, values, kept);
  return result.ok ? [] : result.error.map(defectInWords);
};

describe('what words say', () => {
  test('their first two lines are the subject and the preview, each on one line whatever stands in it', () => {
    const email = said(source('Text', { subject: 'New: ((title))', preview: 'In ((place))' }));
    expect(email.subject).toBe('New: Frailty');
    expect(email.preview).toBe('In Room 4 The code is in the calendar.');
  });

  test('a line is what it begins with, and lines of one form that stand together are one block', () => {
    expect(
      blocks(
        '## Below\nOne,\ntwo.\n\nThree.\n- a\n- ((title))\n| When: ((title))\n| Where: here: ((place))\n^ ((place))',
      ),
    ).toEqual([
      { kind: 'heading', lines: [['Below']] },
      { kind: 'paragraph', lines: [['One,'], ['two.']] },
      { kind: 'paragraph', lines: [['Three.']] },
      { kind: 'list', lines: [['a'], ['Frailty']] },
      {
        kind: 'facts',
        lines: [
          [strong('When:'), ' ', 'Frailty'],
          [strong('Where:'), ' here: ', values.place],
        ],
      },
      { kind: 'inset', lines: [[values.place]] },
    ]);
  });

  test('a text keeps the form that it was given', () => {
    expect(blocks('Of ((specification)): ((receipt))')).toEqual([
      { kind: 'paragraph', lines: [['Of ', values.specification, ': ', values.receipt]] },
    ]);
  });

  test('blocks stand in place of a line, apart from what is above and below', () => {
    expect(read('Above\n((waiting))\nBelow')).toBe('Above\n\n- 1 review\n- 2 letters\n\nBelow');
    expect(read('Above\n((nothing))\nBelow')).toBe('Above\n\nBelow');
  });

  test('lines may end in any way, in spaces too', () => {
    expect(said(source('One\n\nTwo').replaceAll('\n', ' \r\n'))).toEqual(said(source('One\n\nTwo')));
  });
});

describe('a choice', () => {
  test.each([
    ['((if it is late))a((end))', 'a'],
    ['((if it is sent))a((end))b', 'b'],
    ['((if it is sent))a((otherwise))b((end))', 'b'],
    ['((if it is late))a((or if it is late))b((otherwise))c((end))', 'a'],
    ['((if it is sent))a((or if it is late))b((otherwise))c((end))', 'b'],
    ['((if it is sent))a((or if it is sent))b((otherwise))c((end))', 'c'],
    ['((if it is sent))((if it is late))a((end))b((otherwise))((if it is late))c((end))d((end))', 'cd'],
  ])('%s says “%s”', (words, says) => {
    expect(read(words)).toBe(says);
  });

  test('what does not stand leaves no gap between words', () => {
    expect(read('One. ((if it is sent))Two. ((end)) Three.')).toBe('One. Three.');
  });

  test('what does not stand, and a line of its own, part no block', () => {
    const body =
      '| A: 1\n((if it is sent))\n| B: 2\n\n| C: 3\n((otherwise))\n| D: 4\n((end))\n((if it is sent))| E: 5((end))\n| F: 6';
    expect(blocks(body)).toHaveLength(1);
    expect(read(body)).toBe('A: 1\nD: 4\nF: 6');
  });

  test('paragraphs can depend on one', () => {
    expect(read('((if it is late))\nOne\n\nTwo\n((end))\n\nThree')).toBe('One\n\nTwo\n\nThree');
  });
});

test('no text that is put in becomes anything but text', () => {
  const body =
    '((title)) ((place))\n((place))\n\n- ((title))\n- ((title))\n| ((title)): ((place))\n^ ((place))\n((title))';
  const shape = (given: Values) =>
    said(source(body), given).blocks.map((block) => [block.kind, 'lines' in block && block.lines.length]);
  const mark = fc.constantFrom('# ', '## ', '- ', '| ', '^ ', '((', '))', '((title))', '((end))', '\n', ': ');
  const text = fc.array(fc.oneof(mark, fc.string({ unit: 'grapheme' }))).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (one) => {
      const given = { ...values, title: one, place: one };
      expect(shape(given)).toEqual(shape(values));
      expect(said(source(body), given).blocks.slice(-1).map(blockAsText)).toEqual([one]);
    }),
  );
});

describe('words are refused', () => {
  test.each([
    [
      'whose first line is no subject',
      'Preview: a\nSubject: b\n\n# c',
      ['Line 1: it must begin with “Subject: ”.', 'Line 2: it must begin with “Preview: ”.'],
    ],
    [
      'that name what is not there',
      source('((titel))'),
      [
        'Line 6: there is no placeholder “titel”. Did you mean “title”? There are “title”, “specification”, “place”, “receipt”, “waiting” and “nothing”.',
      ],
    ],
    [
      'that name it where it does not stand',
      source('((if it is sent))\n((titel))\n((if it was sent))((end))\n((end))'),
      [
        expect.stringContaining('Line 7: there is no placeholder “titel”.'),
        'Line 8: there is no condition “it was sent”. Did you mean “it is sent”? There are “it is late” and “it is sent”.',
      ],
    ],
    [
      'that take a condition for a text, or a text for a condition',
      source('((it is late)) ((if title))a((end))'),
      [
        expect.stringContaining('there is no placeholder “it is late”'),
        expect.stringContaining('there is no condition “title”'),
      ],
    ],
    [
      'that name what every object has',
      source('((constructor))'),
      [expect.stringContaining('“constructor”')],
    ],
    [
      'with a choice that does not end',
      source('((if it is late))\na'),
      ['Line 6: “((if it is late))” has no “((end))”.'],
    ],
    [
      'with the end of a choice that has no beginning',
      source('a((end))\n((otherwise))'),
      [
        'Line 6: “((end))” needs an “((if …))” before it.',
        'Line 7: “((otherwise))” needs an “((if …))” before it.',
      ],
    ],
    [
      'with something else after what stands otherwise',
      source('((if it is late))a((otherwise))b((or if it is sent))c((end))'),
      ['Line 6: “((or if it is sent))” cannot come after “((otherwise))”.'],
    ],
    [
      'with a tag that does not end',
      source('Dear ((title)\n((if it is late))a((end))'),
      ['Line 6: “((” and “))” stand around a name, and nowhere else.'],
    ],
    [
      'with blocks in a sentence, or in an item',
      source('See ((waiting))\n- ((waiting))'),
      [
        'Line 6: “((waiting))” can only stand alone on a line.',
        'Line 7: “((waiting))” can only stand alone on a line.',
      ],
    ],
    [
      'with a fact that has no name',
      source('| ((title))'),
      ['Line 6: a fact is a name, a colon and a value.'],
    ],
    [
      'without a heading above all',
      'Subject: a\nPreview: b\n\n## c',
      ['One heading stands above all: a line that begins with “# ”.'],
    ],
    ['with two of them', source('a\n\n# b'), ['One heading stands above all: a line that begins with “# ”.']],
  ])('%s', (_, words, errors) => {
    expect(defects(words)).toEqual(errors);
  });

  test('without what cannot be left out, also where it does not stand', () => {
    expect(defects(source('((title))'), ['title'])).toEqual([]);
    expect(defects(source('((if it is sent))((place))((end))'), ['title', 'place'])).toEqual([
      '“((title))” is missing, and cannot be left out.',
      '“((place))” is missing, and cannot be left out.',
    ]);
  });
});
