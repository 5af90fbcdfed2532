import { list } from '../../../shared/domain/basics/words.ts';
import type { CriteriaUse } from '../../../shared/domain/tables/column-words.ts';
import type { KeptCriteria, LeftOutBecause, Remark } from '../../../shared/domain/tables/kept-criteria.ts';
import type { NumberedQuestion } from '../../../shared/domain/tables/number-criteria.ts';

/** What a column can hold, as people choose it. */
export const useInWords: Readonly<Record<CriteriaUse, string>> = {
  number: 'Number',
  text: 'Wording',
  section: 'Section',
  guidance: 'Guidance',
  mandatory: 'Mandatory or not',
  desirable: 'Marks what is not mandatory',
  threshold: 'Threshold',
};

/** Why a row is left out. */
export const becauseInWords: Readonly<Record<LeftOutBecause, string>> = {
  above: 'It stands above the table.',
  'headings-again': 'It repeats the headings.',
  'no-number': 'It has no number, and nothing else that a criterion has.',
  'no-wording': 'It has no wording.',
  'no-criteria': 'It looks like a section, and no criteria follow.',
};

const remarks: Readonly<Record<Remark['code'], string>> = {
  'nothing-mandatory':
    'Nothing says which criteria are mandatory, so all of them are. Take the ticks away below where one is not.',
  'mandatory-empty':
    'Nothing says whether these are mandatory, so what stands above them holds. Check their ticks below:',
  'mandatory-unclear':
    'What they say about being mandatory is not clear, so they are mandatory. Check their ticks below:',
  'number-made': 'These had no number and were given the next one:',
  'number-respelt':
    'These have a letter for their last number, and were given the number of its place (2b is 2.2, 3(ii) is 3.2):',
  'letter-left-out': 'The letter that stands before every number is left out: C1 is 1.',
  'numbers-made': 'Nothing has a number, so numbers were given.',
  'numbers-restart':
    'Numbers start again in each section, so each criterion’s begins with its section’s: 2.1 is the first of the second.',
  'sections-made':
    'Nothing names the sections, so criteria are grouped by their numbers. Name the sections below.',
  'sections-numbered':
    'Every section needs a number that no criterion has. Those without one were given one: change it below.',
  'other-sheets':
    'Criteria stand on other sheets too, which are not read. Put all of them on one sheet, or choose the sheet below.',
  'hidden-columns':
    'Columns that are hidden in the file are left out. Where one is needed, choose below what it holds.',
  continued: 'These went on in the row before, and were joined to it:',
};

const withRows = /:$/;

/** What was made of what the table does not say, in sentences; rows of one kind together. */
export const remarksInWords = ({ remarks: made }: KeptCriteria): readonly string[] =>
  [...Map.groupBy(made, ({ code }) => code)].map(([code, same]) => {
    const rows = same.flatMap(({ row }) => (row === null ? [] : [String(row)]));
    return withRows.test(remarks[code])
      ? `${remarks[code]} ${rows.length === 1 ? 'row' : 'rows'} ${list(rows)}.`
      : remarks[code];
  });

/** What is asked about a number. */
export function questionInWords({ row, because, written, before, after, choices }: NumberedQuestion): string {
  const read = choices.includes(written) ? '' : ` read as ${choices.at(-1)},`;
  if (because === 'twice')
    return `Row ${row} has the number ${written},${read} which another criterion has. Which is it?`;
  const beside =
    before !== null && after !== null
      ? `between ${before} and ${after}`
      : before === null
        ? `before ${after}`
        : `after ${before}`;
  return `Row ${row} has the number ${written}, ${beside}. Spreadsheets make ${written} of ${written}0. Which is it?`;
}
