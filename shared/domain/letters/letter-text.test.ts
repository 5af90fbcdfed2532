import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Letter } from './letter.ts';
import { letterBody, maxLetterBytes } from './letter-text.ts';

const letter: Letter = {
  subject: 'Frailty, version 2: endorsed with conditions',
  organisation: 'Sample University',
  sample: false,
  opening: ['Thank you.', 'The Centre has decided.'],
  conditions: [
    { number: 1, text: 'Do it', criteria: ['4.2', '4.3'], owner: 'Sample University', due: '31 March 2027' },
    { number: 2, text: 'Do that.', criteria: [], owner: 'The authors', due: '30 June 2027' },
  ],
  message: ['A word of thanks.'],
  evidence: 'Send the evidence to evidence@example.org.',
  outcomes: [
    { number: '4.1', text: 'A criterion.', outcome: 'met' },
    { number: '4.2', text: 'Another', outcome: 'partly met, as the panel found' },
  ],
  comments: [
    { number: '4.1', text: 'A criterion.', conclusion: null, comments: ['Well put.', 'Add an example.'] },
  ],
  overallComments: ['Clear.'],
  closing: ['It is in the register.'],
};

test('the whole letter becomes paragraphs, headings and lists in the order in which it is read', () => {
  expect(letterBody(letter)).toEqual({
    subject: 'Frailty, version 2: endorsed with conditions',
    body: `Thank you.

The Centre has decided.

A word of thanks.

# Conditions

1. Do it.
Due by 31 March 2027. Owner: Sample University. About criteria 4.2 and 4.3.

2. Do that.
Due by 30 June 2027. Owner: The authors.

Send the evidence to evidence@example.org.

# What happens next

It is in the register.

# How each criterion came out

- 4.1 A criterion: met.
- 4.2 Another: partly met, as the panel found.

# Comments on 4.1: A criterion.

- Well put.
- Add an example.

# Comments on the whole

- Clear.`,
    leftOut: [],
  });
});

test('where nothing is to be done and nobody commented, no heading is left over', () => {
  const { body } = letterBody({
    ...letter,
    conditions: [],
    evidence: null,
    outcomes: [],
    comments: [],
    overallComments: [],
    message: [],
    closing: [],
  });
  expect(body).toBe('Thank you.\n\nThe Centre has decided.');
});

test('one condition stands under a heading in the singular, with its one criterion', () => {
  const only = { number: 1, text: 'Do it', criteria: ['4.2'], owner: 'Us', due: '1 May 2027' };
  const { body } = letterBody({ ...letter, conditions: [only] });
  expect(body).toContain('# Condition\n');
  expect(body).toContain('About criterion 4.2.');
});

test('whatever reviewers wrote stays within its item: it cannot begin a heading, a list or a paragraph', () => {
  const line = fc.constantFrom('# Endorsed', '- item', '', 'words', '\u2028# More', '\r\n\r\n- x', ' ');
  const comment = fc.array(line, { minLength: 1 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(comment, (said) => {
      const { body } = letterBody({ ...letter, overallComments: [`Said: ${said}`] });
      const after = body.slice(body.indexOf('# Comments on the whole')).split(/[\n\r\u2028\u2029]/);
      expect(after.slice(0, 3)).toEqual(['# Comments on the whole', '', expect.stringMatching(/^- Said:/)]);
      // What goes on with it stands in.
      for (const one of after.slice(3)) expect(one).toMatch(/^ {2}\S/);
    }),
  );
});

test('the lines of a criterion, a comment and a condition stay lines', () => {
  const list = 'It draws on:\n\n- practice\r\n- research';
  const { body } = letterBody({
    ...letter,
    conditions: [{ number: 1, text: list, criteria: [], owner: 'Us', due: '1 May 2027' }],
    comments: [{ number: '4.1', text: list, conclusion: null, comments: [list, 'Short.'] }],
  });
  const inside = 'It draws on:\n  - practice\n  - research';
  expect(body).toContain(`1. ${inside}.\nDue by 1 May 2027.`);
  expect(body).toContain(`# Comments on 4.1: ${inside}\n\n- ${inside}\n- Short.`);
});

/** What a request needs for a text, its lines sent by a browser. */
const inRequest = (text: string) =>
  new TextEncoder().encode(JSON.stringify(text.replaceAll('\n', '\r\n'))).length;

const commentsOn = (number: string, ...comments: string[]) => ({
  number,
  text: 'A criterion.',
  conclusion: null,
  comments,
});

test('one character more than fits leaves out the longest comments, and the letter says so', () => {
  const short = commentsOn('4.1', 'Short.');
  const made = (length: number) =>
    letterBody({ ...letter, comments: [short, commentsOn('4.2', 'x'.repeat(length))] });
  let most = 1;
  for (let step = 2 ** 18; step >= 1; step /= 2) if (made(most + step).leftOut.length === 0) most += step;
  const full = inRequest(made(most).body);
  expect(full).toBeLessThanOrEqual(maxLetterBytes);
  // Room is kept for saying what is left out.
  expect(full).toBeGreaterThan(maxLetterBytes - 200);

  const { body, leftOut } = made(most + 1);
  expect(leftOut).toEqual(['4.2']);
  expect(body).toContain('comments on 4.2. Ask the Centre for them.\n\n# Comments on 4.1');
  expect(body).toContain('- Short.');
  expect(body).toContain('- Clear.');
  expect(body).not.toContain('# Comments on 4.2');
});

test('comments on the whole come before those on criteria where there is no room for both', () => {
  const half = 'x'.repeat(maxLetterBytes / 2);
  const { body, leftOut } = letterBody({
    ...letter,
    comments: [commentsOn('4.1', half), commentsOn('4.2', 'Short.')],
    overallComments: [half],
  });
  expect(leftOut).toEqual(['4.1']);
  expect(body).toContain(`# Comments on the whole\n\n- ${half}`);
  expect(body).toContain('- Short.');
});

test.each(['a', '€', '"', '\u0001', '\n'])(
  'the largest decision on the largest round makes a letter that fits, with every condition in it: %j',
  (character) => {
    const text = (length: number) => `b${character.repeat(length - 2)}d`;
    const numbersOf = (length: number) => Array.from({ length }, (_, i) => `100.100.${100 + i}`);
    const numbers = numbersOf(100);
    const conditions = Array.from({ length: 20 }, (_, i) => ({
      number: i + 1,
      text: text(2_000),
      criteria: numbers,
      owner: text(200),
      due: '30 September 2027',
    }));
    const { body, leftOut } = letterBody({
      ...letter,
      opening: [text(500), text(500)],
      message: [text(4_000)],
      conditions,
      outcomes: numbersOf(250).map((number) => ({ number, text: text(2_000), outcome: text(80) })),
      comments: Array.from({ length: 250 }, (_, i) => ({
        number: `101.100.${100 + i}`,
        text: text(2_000),
        conclusion: text(200),
        // As much as 20 reviews of 256 KB can hold.
        comments: Array.from({ length: 20 }, () => text(1_000)),
      })),
      overallComments: Array.from({ length: 20 }, () => text(10_000)),
    });
    expect(inRequest(body)).toBeLessThanOrEqual(maxLetterBytes);
    expect(body.match(/^Due by 30 September 2027/gm)).toHaveLength(20);
    for (const left of leftOut) expect(body.split('\n\n# Comments')[0]).toContain(left);
    expect(body.match(/^# Comments/gm) ?? []).toHaveLength(251 - leftOut.length);
  },
);

test('what the panel concluded stands before the comments that it is about', () => {
  const { body } = letterBody({
    ...letter,
    comments: [{ ...commentsOn('4.1', 'Not met at all.'), conclusion: 'The panel found it met.' }],
  });
  expect(body).toContain('# Comments on 4.1: A criterion.\n\nThe panel found it met.\n\n- Not met at all.');
});

test('of a long criterion the outcome has the beginning, of very many only the numbers', () => {
  const of = (count: number) =>
    letterBody({
      ...letter,
      outcomes: Array.from({ length: count }, (_, i) => ({
        number: `4.${i + 1}`,
        text: 'Long words '.repeat(100),
        outcome: i === 0 ? 'not met' : 'met',
      })),
    }).body;
  expect(of(2)).toMatch(/^- 4\.1 (?:Long (?:words )?)+…: not met\.$/m);
  expect(of(250)).toContain('\n- Not met: 4.1.\n- Met: 4.2, 4.3, 4.4');
});
