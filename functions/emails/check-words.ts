import type { NoticeKind } from '../../shared/contract/notices/kinds.ts';
import { blockAsText } from './blocks.ts';
import { subjectLimit } from './plain-text.ts';
import { toSay } from './render.ts';
import { sampleSettings, samplesOf } from './samples.ts';
import { isBlocks, sayWords, type Values, type WordsDefect } from './words.ts';

/** Most characters of a subject besides its title, so that people see what it is about. */
const mostBesidesTitle = subjectLimit - 20;

/** What no line of words may hold. */
const refused: readonly (readonly [RegExp, string])[] = [
  [
    /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
    'There is a character that cannot be seen. Type this line again.',
  ],
  [/<[/!]?[a-z]/i, 'It holds HTML, which would be read as it stands here. Write plain text.'],
  [
    /\b(?!https?:|mailto:)[a-z][a-z0-9+.-]*:\/\/|\b(?:javascript|vbscript|data|file):/i,
    'An address begins with https://, http:// or mailto: and nothing else.',
  ],
];

/** Everything that is wrong with words for a kind of email: they are said with each of its samples. */
export function wordsDefects(kind: NoticeKind, source: string): readonly WordsDefect[] {
  const inLines = source
    .split('\n')
    .flatMap((text, i) =>
      refused.flatMap(([sign, what]) => (sign.test(text) ? [{ line: i + 1, what }] : [])),
    );
  const defects = samplesOf(kind).flatMap(({ notice, recipient }): readonly WordsDefect[] => {
    const { values, kept } = toSay(notice, recipient, sampleSettings);
    const said = sayWords(source, values, kept);
    if (!said.ok) return said.error;
    const { title } = values;
    const besides = typeof title === 'string' ? said.value.subject.replace(title, '').length : 0;
    return besides <= mostBesidesTitle
      ? []
      : [
          {
            line: 1,
            what: `The subject has ${besides} characters besides the title, and may have ${mostBesidesTitle}.`,
          },
        ];
  });
  return [...new Map([...inLines, ...defects].map((one) => [`${one.line} ${one.what}`, one])).values()];
}

/** What words of a kind may name, in double brackets. */
interface Placeholder {
  readonly name: string;
  readonly kind: 'text' | 'lines' | 'condition';
  readonly mustStay: boolean;
  /** What stands in its place in a sample; empty for a condition. */
  readonly example: string;
}

/** What the words of a kind may name: what must stay first, conditions last. */
export function placeholdersOf(kind: NoticeKind): readonly Placeholder[] {
  const said = samplesOf(kind).map(({ notice, recipient }) => toSay(notice, recipient, sampleSettings));
  const names = new Set(said.flatMap(({ values }) => Object.keys(values)));
  const places = { text: 0, lines: 1, condition: 2 };
  return [...names]
    .map((name): Placeholder => {
      const given = said.map(({ values }) => values[name]);
      const isCondition = given.some((value) => typeof value === 'boolean');
      return {
        name,
        kind: isCondition ? 'condition' : given.some(isBlocks) ? 'lines' : 'text',
        mustStay: said.some(({ kept }) => kept.includes(name)),
        example: given.map(exampleOf).find((one) => one !== '') ?? '',
      };
    })
    .sort((a, b) => Number(b.mustStay) - Number(a.mustStay) || places[a.kind] - places[b.kind]);
}

function exampleOf(value: Values[string] | undefined): string {
  if (value === undefined || typeof value === 'boolean') return '';
  if (typeof value === 'string') return value;
  return 'text' in value ? value.text : value.map(blockAsText).join('\n').trim();
}
