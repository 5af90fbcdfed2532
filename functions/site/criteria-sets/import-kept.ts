import { randomUUID } from 'node:crypto';
import { fold } from '../../../shared/domain/basics/fold.ts';
import { type Defect, pointer } from '../../../shared/domain/basics/result.ts';
import { count } from '../../../shared/domain/basics/words.ts';
import { type CriteriaSet, criteriaOf } from '../../../shared/domain/criteria-sets/criteria-set.ts';
import { idOfText, type WithoutIds, withIds } from '../../../shared/domain/criteria-sets/made-ids.ts';
import { criteriaUses } from '../../../shared/domain/tables/column-words.ts';
import {
  type KeptCriteria,
  type KeptCriterion,
  type KeptSheet,
  readKeptCriteria,
} from '../../../shared/domain/tables/kept-criteria.ts';
import { columnLetters } from '../../../shared/domain/tables/row-defect.ts';
import { checkAgainstContract } from '../../files/criteria-set-check.ts';
import { redirectDone } from '../web/answer.ts';
import { readFor } from '../web/ask.ts';
import { type FormDefinition, formRoutes, openedForm, type ReadForm } from '../web/form.ts';
import { type Field, idOf, readFields, type Values } from '../web/form-fields.ts';
import { sendingKey } from '../web/pressed.ts';
import type { Route } from '../web/route.ts';
import type { Answer, Visit } from '../web/visit.ts';
import { becauseInWords, questionInWords, remarksInWords, useInWords } from './kept-in-words.ts';
import { asText, isAgain, type Kept, loadKept, maxCarried, type Version } from './kept-table.ts';
import { versionPath } from './pages.ts';
import { readSetFields, type SetAround, setFields, setValues, thresholds } from './set-fields.ts';

const checkPath = '/criteria-sets/import/check';

/** The page that shows what was read of the sheets of a file; null where no table of criteria is in them. */
export async function checkKeptPage(visit: Visit, sheets: readonly KeptSheet[]): Promise<Answer | null> {
  const kept = readKeptCriteria(sheets);
  if (kept === null) return null;
  // All that the page can be asked to read again; where that is much, the sheet that was read.
  const [all, one] = [sheets, sheets.filter(({ name }) => name === kept.sheet)];
  const content = [all, one]
    .map((some) => JSON.stringify(some.map(({ numbers: _, ...sheet }) => sheet)))
    .find((json) => json.length <= maxCarried);
  if (content === undefined) return null;
  const carried = { ...visit, form: new URLSearchParams({ content, read: '{}' }) };
  const about = await loadKept(carried);
  return about && openedForm(check, carried, about);
}

const criterionName = (s: number, c: number, field: string) => `sections.${s}.criteria.${c}.${field}`;

const questionOf = ({ questions }: KeptCriteria, { row }: KeptCriterion) =>
  questions.find((question) => question.row === row);

/** The fields of each criterion that was read, in the places that it has in the table. */
const criterionFields = ({ kept, start }: Kept): readonly Field[] =>
  kept.sections.flatMap(({ criteria }, s) => [
    { kind: 'text', name: `sections.${s}.number`, label: 'Number of the section', width: 4 },
    { kind: 'text', name: `sections.${s}.title`, label: 'Name of the section' },
    ...criteria.flatMap((criterion, c): readonly Field[] => {
      const name = (field: string) => criterionName(s, c, field);
      const question = questionOf(kept, criterion);
      return [
        question === undefined
          ? { kind: 'text', name: name('number'), label: 'Number', width: 5 }
          : {
              kind: 'radios',
              name: name('number'),
              label: questionInWords(question),
              options: question.choices.map((choice) => ({ value: choice, text: choice })),
            },
        { kind: 'textarea', name: name('text'), label: 'Wording', rows: 2 },
        { kind: 'textarea', name: name('guidance'), label: 'Guidance', rows: 3 },
        { kind: 'checkbox', name: name('mandatory'), label: 'Mandatory' },
        { kind: 'checkbox', name: name('dissentRefers'), label: 'One strong dissent goes to the panel' },
        {
          kind: 'select',
          name: name('threshold'),
          label: 'Threshold of its own',
          optional: true,
          options: thresholds(start),
        },
        { kind: 'checkbox', name: name('leftOut'), label: 'Leave this criterion out' },
      ];
    }),
  ]);

/** The level that a table names by its value or its label; empty where the scale has no such level above its lowest. */
function thresholdIn({ scale }: SetAround, written: string): string {
  const level = scale
    .slice(1)
    .find(({ value, label }) => String(value) === written || fold(label) === fold(written));
  return level === undefined ? '' : String(level.value);
}

/** What is asked of every set; the others are right as they are where a set is there to start from. */
const aboutSet = ['title', 'kind', 'types'];

const continuesField = ({ published }: Kept): Field => ({
  kind: 'radios',
  name: 'continues',
  label: 'Is this a new set?',
  options: [
    { value: 'new', text: 'Yes, a new criteria set' },
    ...published.map(({ criteriaSetId, version, content }) => ({
      value: criteriaSetId,
      text: `No, the next version of “${content.title}”`,
      hint: `Version ${version} is published. Criteria that stay are known by their wording or number.${content.sample ? ' A sample: not the Centre’s own.' : ''}`,
    })),
  ],
});

/** The set of which most of what was read is there already. */
function continued({ published, kept }: Kept): Version | undefined {
  const texts = new Set(kept.sections.flatMap(({ criteria }) => criteria.map(({ text }) => fold(text))));
  const shared = ({ content }: Version) =>
    criteriaOf(content).filter(({ text }) => texts.has(fold(text))).length;
  return published.find((one) => !one.content.sample && 3 * shared(one) >= texts.size);
}

const valuesOf = (about: Kept): Values => {
  const { kept, start } = about;
  const next = continued(about);
  return {
    ...setValues({ ...start, title: next?.content.title ?? kept.title }),
    continues: next?.criteriaSetId ?? 'new',
    afterwards: 'keep',
    ...Object.fromEntries(
      kept.sections.flatMap(({ number, title, criteria }, s) => [
        [`sections.${s}.number`, number],
        [`sections.${s}.title`, title],
        ...criteria.flatMap((criterion, c) => [
          [criterionName(s, c, 'number'), criterion.number],
          [criterionName(s, c, 'text'), criterion.text],
          [criterionName(s, c, 'guidance'), criterion.guidance],
          [criterionName(s, c, 'mandatory'), criterion.mandatory ? 'yes' : ''],
          [criterionName(s, c, 'threshold'), thresholdIn(start, criterion.threshold)],
        ]),
      ]),
    ),
  };
};

interface GivenSection {
  readonly number: string;
  readonly title: string;
  readonly criteria: readonly Readonly<{
    number?: string;
    text: string;
    guidance: string;
    mandatory: boolean;
    dissentRefers: boolean;
    threshold?: string;
    leftOut: boolean;
  }>[];
}

/** Makes a set of the form, with what is wrong with it at the fields that people see. */
async function readKept(about: Kept, visit: Visit): Promise<ReadForm> {
  const read = readFields(fieldsOf(about), visit);
  const { set, defects } = readSetFields(read.body, about.start);
  const places = new Map<string, string>();
  const sections = ((read.body.sections ?? []) as readonly GivenSection[]).flatMap((section, s) => {
    const criteria = section.criteria.map((one, c) => ({ one, c })).filter(({ one }) => !one.leftOut);
    if (criteria.length === 0) return [];
    return [{ section, s, criteria }];
  });
  const made = sections.map(({ section, s, criteria }, at): WithoutIds => {
    places.set(pointer('sections', at), pointer('sections', s));
    return {
      number: section.number,
      title: section.title,
      criteria: criteria.map(({ one, c }, i) => {
        places.set(pointer('sections', at, 'criteria', i), pointer('sections', s, 'criteria', c));
        return {
          number: one.number ?? '',
          text: one.text,
          guidance: one.guidance,
          mandatory: one.mandatory,
          dissentRefers: one.dissentRefers,
          threshold: one.threshold ? Number(one.threshold) : null,
        };
      }),
    };
  });
  const chosen = about.published.find(({ criteriaSetId }) => criteriaSetId === read.body.continues);
  const body: CriteriaSet = {
    ...set,
    id: chosen?.criteriaSetId ?? newId(visit, set.title),
    sample: false,
    sections: withIds(made, chosen?.content ?? null),
  };
  const wrong = [
    ...read.defects,
    ...defects,
    ...checkAgainstContract(body).map((one) => placed(one, places)),
  ];
  return { body: wrong.length === 0 ? body : null, defects: wrong };
}

/** A defect where its field is: criteria that are left out make others move up. */
function placed({ pointer: at, code, detail }: Defect, places: ReadonlyMap<string, string>): Defect {
  const moved = (path: string) => {
    const [, whole = path, own = '', rest = ''] =
      /^((\/sections\/\d+(?:\/criteria\/\d+)?)(.*))$/.exec(path) ?? [];
    return own === '' ? whole : `${places.get(own) ?? own}${rest}`;
  };
  return {
    pointer: moved(at),
    code,
    detail: detail.replace(/ is used already at \/\S+\.$/, ' is used already above.'),
  };
}

/**
 * An id for a new set, by the form it was kept by: another one of the same title, also one that was discarded or is kept
 * at this very moment, is another set, and a button that is pressed twice keeps one.
 */
function newId(visit: Visit, title: string): string {
  const form = (sendingKey(visit) ?? randomUUID()).toLowerCase().replace(/[^a-z0-9]/g, '');
  return `${idOfText(title, 'criteria').slice(0, 50).replace(/-+$/, '')}-${form.slice(0, 12)}`;
}

const fieldsOf = (about: Kept): readonly Field[] => [
  continuesField(about),
  ...setFields(about.start),
  ...criterionFields(about),
  {
    kind: 'radios',
    name: 'afterwards',
    label: 'What happens next?',
    options: [
      { value: 'keep', text: 'Keep it as a draft', hint: 'It can be edited until it is published.' },
      {
        value: 'publish',
        text: 'Publish it at once',
        hint: 'It can then be chosen for rounds, and never changes. To change anything later, import a new version.',
      },
    ],
  },
];

const check: FormDefinition<'createCriteriaSet', Kept> = {
  operation: 'createCriteriaSet',
  load: loadKept,
  text: () => ({
    title: 'Check what was read',
    back: { text: 'Back to choosing a file', href: '/criteria-sets/import' },
    button: 'Create the criteria set',
  }),
  fields: fieldsOf,
  values: valuesOf,
  read: readKept,
  template: 'criteria-sets/kept.njk',
  show: (about) => {
    const { content, sheets, corrections, kept, start, startsFrom } = about;
    return {
      at: checkPath,
      content,
      read: asText(corrections),
      sheet: kept.sheet,
      sheets: sheets.map(({ name }) => name),
      size: `${count(
        kept.sections.reduce((sum, { criteria }) => sum + criteria.length, 0),
        'criterion',
        'criteria',
      )} in ${count(kept.sections.length, 'section')}`,
      headingRow: kept.headingRow,
      columns: kept.columns.map(({ index, heading, use, sample }) => ({
        index,
        letters: columnLetters(index),
        heading,
        use: use ?? '',
        sample: sample.slice(0, 80),
      })),
      useInWords,
      uses: criteriaUses.map((use) => ({ value: use, text: useInWords[use] })),
      remarks: [
        ...remarksInWords(kept),
        ...kept.unreadable.map(({ detail }) => detail),
        ...kept.sections.flatMap(({ criteria }) =>
          criteria
            .filter(({ threshold }) => threshold !== '' && thresholdIn(start, threshold) === '')
            .map(
              ({ number, threshold }) =>
                `The threshold of ${number}, “${threshold.slice(0, 40)}”, is no level of the scale above its lowest. The set’s own counts until you choose another.`,
            ),
        ),
      ],
      leftOut: kept.leftOut.map(({ row, text, because }) => ({
        row,
        text: text.slice(0, 120),
        because: becauseInWords[because],
      })),
      byName: Object.fromEntries(fieldsOf(about).map((field) => [field.name, { ...field, id: idOf(field) }])),
      aboutSet: ['continues', ...aboutSet],
      aroundSet: setFields(start).flatMap(({ name }) => (aboutSet.includes(name) ? [] : [name])),
      isStarted: startsFrom !== null,
      startsWith:
        startsFrom === null
          ? 'Look at the scale and the rules: nothing was published that they could start from.'
          : `Scale, rules and instructions start as those of “${startsFrom}”, which is published.`,
      asked: kept.sections.flatMap(({ criteria }, s) =>
        criteria.flatMap((criterion, c) =>
          questionOf(kept, criterion) === undefined ? [] : [criterionName(s, c, 'number')],
        ),
      ),
      names: kept.sections.map(({ criteria }, s) => ({
        number: `sections.${s}.number`,
        title: `sections.${s}.title`,
        criteria: criteria.map((criterion, c) => ({
          row: criterion.row,
          isAsked: questionOf(kept, criterion) !== undefined,
          at: criterionName(s, c, ''),
        })),
      })),
    };
  },
  next: ({ criteriaSetId, version, status }) => [
    versionPath(criteriaSetId, version),
    status === 'draft' ? 'criteria-set-imported' : 'criteria-set-unchanged',
  ],
};

/** Takes the page: reads the table again where that was asked for, and publishes what was made where that was. */
const handled =
  (take: Route['handle']): Route['handle'] =>
  async (visit) => {
    if (isAgain(visit.form)) {
      const about = await loadKept(visit);
      if (about !== null) return openedForm(check, visit, about);
    }
    const answer = await take(visit);
    if (answer.statusCode !== 303 || visit.form.get('afterwards') !== 'publish') return answer;
    return publishAtOnce(visit, answer);
  };

async function publishAtOnce(visit: Visit, answer: Answer): Promise<Answer> {
  const [, criteriaSetId, version] =
    /^\/criteria-sets\/([^/]+)\/versions\/(\d+)/.exec(String(answer.headers?.location ?? '')) ?? [];
  if (criteriaSetId === undefined || version === undefined) return answer;
  const of = { criteriaSetId, version: Number(version) };
  const draft = await readFor(visit, 'getCriteriaSet', of);
  if (draft === null || draft.status !== 'draft') return answer;
  const published = await visit.perform('publishCriteriaSet', visit.person, async () => ({
    ok: true,
    value: { of, what: undefined, expected: draft.editVersion, key: '' } as never,
  }));
  return published.ok
    ? redirectDone(visit, versionPath(criteriaSetId, of.version), 'criteria-set-published')
    : answer;
}

/** Where the page about a table of criteria goes: it answers a file, so it has no address to open it by. */
export const keptRoutes: readonly Route[] = formRoutes(checkPath, check)
  .filter(({ method }) => method === 'POST')
  .map((route) => ({ ...route, handle: handled(route.handle) }));
