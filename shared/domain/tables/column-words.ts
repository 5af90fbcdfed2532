import { fold } from '../basics/fold.ts';
import { headingOf } from './table-rows.ts';

/** What a column of a table of criteria holds. `desirable` marks those that are not mandatory. */
export const criteriaUses = [
  'number',
  'text',
  'section',
  'guidance',
  'mandatory',
  'desirable',
  'threshold',
] as const;

/** What a column of a table of criteria holds. */
export type CriteriaUse = (typeof criteriaUses)[number];

/** A cell as people read it: one kind of space, nothing that nobody sees, lines without space at their ends. */
export const readable = (cell: string): string =>
  cell
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();

/** The words of a heading as they are compared: what stands in brackets, and marks at its end, say nothing. */
export const wordsOf = (heading: string): string =>
  headingOf(fold(heading).replace(/\(.*?\)/g, ' '))
    .replace(/[:.*?]+$/, '')
    .trim() || headingOf(fold(heading)).replace(/[():*?]/g, '');

const uses: Readonly<Record<CriteriaUse, RegExp>> = {
  number:
    /^(?:(?:criteri(?:on|a)|standard|statement|requirement|item|section|outcome|question) ?)?(?:no|nos|nr|num|numbers?|ref(?:erence)?|id|code|index|#|n°|s\/n|№)(?: ?(?:no|number|#))?$|^item$/,
  text: /\b(?:criteri(?:on|a)|statements?|requirements?|standards?|wording|text|descript(?:ion|or)s?|expectations?|questions?|outcomes?|competenc(?:y|e|ies)|capabilit(?:y|ies)|details?)\b/,
  section:
    /\b(?:sections?|domains?|areas?|themes?|group(?:ing)?|categor(?:y|ies)|headings?|parts?|pillars?|topics?|chapters?|dimensions?)\b/,
  guidance:
    /\b(?:guidance|guide|notes?|evidenced?|comments?|explanat(?:ion|ory)|help|examples?|rationale|look for|information|hints?|prompts?|clarification|supporting|indicators?|where|interpretation|background|details?|descript(?:ion|or)s?)\b/,
  mandatory:
    /\b(?:mandatory|essential|compulsory|obligatory|required|must|core|type|status|priority|importance|weight(?:ing)?|moscow|req(?:d|uired)?|yes ?\/ ?no|[em] ?\/ ?[dos])\b/,
  desirable: /^(?:desirable|optional|should|non-?mandatory|recommended)$/,
  threshold:
    /\b(?:threshold|pass mark|cut-?off|(?:minimum|min|lowest|required) (?:level|score|rating)|level (?:required|needed|expected))\b/,
};

/** Words that name the wording and nothing else. */
const surelyText = /\b(?:criteri(?:on|a)|statements?|requirements?|standards?|wording|text)\b/;

/** What earlier reviewers said of a specification, in a working copy: nothing for those who come after them. */
const earlierAnswers =
  /\b(?:reviewer|assessor|panel|committee|developer|applicant|your|my)(?:'?s)? (?:comments?|notes?|responses?|remarks?|feedback|views?)\b|\b(?:response|feedback)s?\b/;

/** How well a heading names a use: 0 for not at all, 2 for surely. */
export function namedAs(heading: string, use: CriteriaUse): 0 | 1 | 2 {
  const words = wordsOf(heading);
  if (words === '' || words.length > 60 || words.split(' ').length > 7 || !uses[use].test(words)) return 0;
  if (earlierAnswers.test(words)) return 0;
  if (use === 'text') return surelyText.test(words) && !/\b(?:type|notes?|evidence)\b/.test(words) ? 2 : 1;
  return use === 'guidance' && uses.text.test(words) && !/\b(?:guidance|notes?|evidence)\b/.test(words)
    ? 1
    : 2;
}

/** Whether a heading names anything that a table of criteria has. */
export const namesAny = (heading: string): boolean => criteriaUses.some((use) => namedAs(heading, use) > 0);

const yes =
  /^(?:yes|y|true|1|e|ess|essential|m|man|mandatory|must(?: have)?|required|r|core|compulsory|x|✓|✔|☑|•)$/;
const no =
  /^(?:no|n|false|0|d|des|desirable|o|opt|optional|should(?: have)?|s|could(?: have)?|c|recommended|(?:non|not)[- ]?(?:mandatory|essential|required|core)|nice to have|-|–|☐|✗|✘)$/;

/** Whether a cell says that a criterion is mandatory, whatever note follows; null where it says neither. */
export function saysMandatory(cell: string): boolean | null {
  const said = headingOf(fold(cell))
    .replace(/(?<=.)(?:\s*[(,;]|\s+[–—-]\s).*$/s, '')
    .replace(/[.:*!]+$/, '');
  if (yes.test(said)) return true;
  return no.test(said) ? false : null;
}

/** Words that say it by themselves, whatever their column is called. */
export const isPlainlyMandatory = (cell: string): boolean =>
  /^(?:essential|desirable|mandatory|optional|must|should|could|compulsory|must have|should have)$/.test(
    headingOf(fold(cell)),
  );
