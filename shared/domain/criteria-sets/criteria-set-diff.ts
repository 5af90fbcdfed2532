import { credentialTypeInWords } from '../basics/credential-types.ts';
import { list } from '../basics/words.ts';
import {
  type CriteriaSet,
  type Criterion,
  type Level,
  metShareInWords,
  type Section,
} from './criteria-set.ts';

/** One thing that differs between two versions of a criteria set. */
export interface CriteriaSetChange {
  readonly subject: 'set' | 'level' | 'section' | 'criterion';
  /** The id of the section or criterion, the value of the level; the set's own id otherwise. */
  readonly id: string;
  /** The field that changed, `order`, or `added` and `removed` of the thing as a whole. */
  readonly what: string;
  /** What it was; null where there was nothing. */
  readonly before: unknown;
  /** What it is now; null where there is nothing. */
  readonly after: unknown;
  /** The change in words, to stand in a row of others: “4.2 became mandatory”. */
  readonly sentence: string;
}

/**
 * What changed from one version of a criteria set to another: the set and its rules first, then its scale,
 * sections and criteria. Levels are the same by value, sections and criteria by id, whatever their numbers.
 * Empty exactly where the two are equal.
 */
export const diffCriteriaSets = (before: CriteriaSet, after: CriteriaSet): readonly CriteriaSetChange[] => [
  ...setChanges(before, after),
  ...ruleChanges(before, after),
  ...levelChanges(before.scale, after.scale),
  ...sectionChanges(before, after),
  ...criterionChanges(before, after),
];

/** A change in words, with the old and new wording where it is one of words; null where there was or is none. */
export interface WordedChange {
  readonly sentence: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A change with its wordings. */
export const wordingOf = ({ what, before, after, sentence }: CriteriaSetChange): WordedChange => {
  const isWording = ['instructions', 'meaning', 'text', 'guidance', 'title', 'added', 'removed'].includes(
    what,
  );
  const wording = (value: unknown) => (isWording ? textIn(value) : null);
  return { sentence, before: wording(before), after: wording(after) };
};

/** The text itself, or what a level, section or criterion says. */
function textIn(value: unknown): string | null {
  if (typeof value === 'string') return value;
  const { text, title, meaning } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const said = text ?? title ?? meaning;
  return typeof said === 'string' ? said : null;
}

/** Changes in one line: “4.2 became mandatory; guidance of 5.1 changed; 6.3 removed”. */
export function changesInWords(changes: readonly CriteriaSetChange[]): string {
  if (changes.length === 0) return 'Nothing changed.';
  const line = changes.map((change) => change.sentence).join('; ');
  return line.charAt(0).toUpperCase() + line.slice(1);
}

/** Makes the change of a field; none where it is the same. */
const changed = <T>(
  of: Pick<CriteriaSetChange, 'subject' | 'id'>,
  what: string,
  before: T,
  after: T,
  sentence: () => string,
): CriteriaSetChange[] => (before === after ? [] : [{ ...of, what, before, after, sentence: sentence() }]);

/** For which credentials a set is meant, in the middle of a sentence. */
export const typesInWords = ({ types }: Pick<CriteriaSet, 'types'>): string =>
  types === undefined
    ? 'credentials of every type'
    : `credentials of the ${types.length === 1 ? 'type' : 'types'} ${list(types.map((type) => `“${credentialTypeInWords[type]}”`))}`;

function setChanges(before: CriteriaSet, after: CriteriaSet): CriteriaSetChange[] {
  const set = { subject: 'set', id: after.id } as const;
  return [
    ...changed(
      set,
      'id',
      before.id,
      after.id,
      () => `the set’s id is now ${after.id}, no longer ${before.id}`,
    ),
    ...changed(set, 'title', before.title, after.title, () => `the title is now “${after.title}”`),
    ...changed(set, 'kind', before.kind, after.kind, () => `the set is now of the kind ${after.kind}`),
    ...changed(
      set,
      'types',
      typesInWords(before),
      typesInWords(after),
      () => `the set is now meant for ${typesInWords(after)}`,
    ),
    ...changed(set, 'sample', before.sample, after.sample, () =>
      after.sample ? 'the set became a sample' : 'the set is no longer a sample',
    ),
    ...changed(set, 'instructions', before.instructions, after.instructions, () => 'instructions changed'),
  ];
}

function ruleChanges(before: CriteriaSet, after: CriteriaSet): CriteriaSetChange[] {
  const set = { subject: 'set', id: after.id } as const;
  const [was, is] = [before.rules, after.rules];
  return [
    ...changed(
      set,
      'ruleEdition',
      was.edition,
      is.edition,
      () =>
        `statuses now follow from ratings by edition ${is.edition} of the rule, no longer by ${was.edition}`,
    ),
    ...changed(
      set,
      'minReviews',
      was.minReviews,
      is.minReviews,
      () => `at least ${is.minReviews} reviews are now needed, no longer ${was.minReviews}`,
    ),
    ...changed(
      set,
      'threshold',
      was.threshold,
      is.threshold,
      () =>
        `the threshold is now ${levelName(after, is.threshold)}, no longer ${levelName(before, was.threshold)}`,
    ),
    ...changed(set, 'metShare', metShareInWords(was.metShare), metShareInWords(is.metShare), () => {
      const [now, before] = [metShareInWords(is.metShare), metShareInWords(was.metShare)];
      return `a criterion is now met where ${now} ratings say so, no longer ${before}`;
    }),
    ...changed(
      set,
      'nonMandatoryShare',
      was.nonMandatoryShare,
      is.nonMandatoryShare,
      () =>
        `${percent(is.nonMandatoryShare)} of the criteria that are not mandatory must now be met, no longer ${percent(was.nonMandatoryShare)}`,
    ),
  ];
}

/** All digits that a share has, without those that binary fractions add. */
const percent = (share: number) => `${Number((share * 100).toPrecision(15))}%`;

function levelName(set: CriteriaSet, value: number): string {
  const level = set.scale.find((one) => one.value === value);
  return level === undefined ? String(value) : `${value} (“${level.label}”)`;
}

function levelChanges(before: readonly Level[], after: readonly Level[]): CriteriaSetChange[] {
  const { pairs, removed, added } = match(before, after, (level) => String(level.value));
  return [
    ...pairs.flatMap(([was, is]) => {
      const level = { subject: 'level', id: String(is.value) } as const;
      const name = `level ${is.value}`;
      return [
        ...changed(
          level,
          'label',
          was.label,
          is.label,
          () => `${name} is now “${is.label}”, no longer “${was.label}”`,
        ),
        ...changed(level, 'meaning', was.meaning, is.meaning, () => `meaning of ${name} changed`),
      ];
    }),
    ...removed.map((was) =>
      gone('level', String(was.value), was, `level ${was.value} (“${was.label}”) removed`),
    ),
    ...added.map((is) => come('level', String(is.value), is, `level ${is.value} (“${is.label}”) added`)),
  ];
}

function sectionChanges(before: CriteriaSet, after: CriteriaSet): CriteriaSetChange[] {
  const { pairs, removed, added } = match(before.sections, after.sections, idOf);
  return [
    ...pairs.flatMap(([was, is]) => {
      const section = { subject: 'section', id: is.id } as const;
      return [
        ...changed(
          section,
          'number',
          was.number,
          is.number,
          () => `section ${was.number} is now section ${is.number}`,
        ),
        ...changed(
          section,
          'title',
          was.title,
          is.title,
          () => `title of section ${nameOf(was, is)} changed`,
        ),
      ];
    }),
    ...removed.map((was) => gone('section', was.id, was, `section ${was.number} removed`)),
    ...added.map((is) => come('section', is.id, is, `section ${is.number} added`)),
    ...orderChange('set', after.id, before.sections, after.sections, 'order of the sections changed'),
    ...pairs.flatMap(([was, is]) =>
      orderChange(
        'criterion',
        is.id,
        was.criteria,
        is.criteria,
        `order in section ${nameOf(was, is)} changed`,
      ),
    ),
  ];
}

interface Placed {
  readonly id: string;
  readonly section: Section;
  readonly criterion: Criterion;
}

const placed = (set: CriteriaSet): readonly Placed[] =>
  set.sections.flatMap((section) =>
    section.criteria.map((criterion) => ({ id: criterion.id, section, criterion })),
  );

function criterionChanges(before: CriteriaSet, after: CriteriaSet): CriteriaSetChange[] {
  const { pairs, removed, added } = match(placed(before), placed(after), idOf);
  const pairChanges = ([from, to]: readonly [Placed, Placed]): CriteriaSetChange[] => {
    const { criterion: was } = from;
    const { criterion: is } = to;
    const criterion = { subject: 'criterion', id: is.id } as const;
    const name = nameOf(was, is);
    return [
      ...changed(criterion, 'number', was.number, is.number, () => `${was.number} is now ${is.number}`),
      ...changed(
        criterion,
        'section',
        from.section.id,
        to.section.id,
        () => `${name} moved from section ${from.section.number} to section ${to.section.number}`,
      ),
      ...changed(criterion, 'mandatory', was.mandatory, is.mandatory, () =>
        is.mandatory ? `${name} became mandatory` : `${name} is no longer mandatory`,
      ),
      ...changed(criterion, 'dissentRefers', was.dissentRefers, is.dissentRefers, () =>
        is.dissentRefers
          ? `one strong dissent on ${name} now goes to the panel`
          : `one strong dissent on ${name} no longer goes to the panel`,
      ),
      ...changed(criterion, 'text', was.text, is.text, () => `text of ${name} changed`),
      ...changed(criterion, 'guidance', was.guidance, is.guidance, () => `guidance of ${name} changed`),
      ...changed(criterion, 'threshold', was.threshold, is.threshold, () => {
        const threshold = (set: CriteriaSet, own: number | null) =>
          own === null ? 'the set’s' : levelName(set, own);
        return `threshold of ${name} is now ${threshold(after, is.threshold)}, no longer ${threshold(before, was.threshold)}`;
      }),
    ];
  };
  return [
    ...pairs.flatMap(pairChanges),
    ...removed.map((was) => gone('criterion', was.id, was.criterion, `${was.criterion.number} removed`)),
    ...added.map((is) => come('criterion', is.id, is.criterion, `${is.criterion.number} added`)),
  ];
}

const idOf = ({ id }: { readonly id: string }) => id;

/** A thing by its number, and by its former one where readers may still know it by that. */
const nameOf = (was: { readonly number: string }, is: { readonly number: string }) =>
  was.number === is.number ? is.number : `${is.number} (was ${was.number})`;

const gone = (
  subject: CriteriaSetChange['subject'],
  id: string,
  before: unknown,
  sentence: string,
): CriteriaSetChange => ({ subject, id, what: 'removed', before, after: null, sentence });

const come = (
  subject: CriteriaSetChange['subject'],
  id: string,
  after: unknown,
  sentence: string,
): CriteriaSetChange => ({ subject, id, what: 'added', before: null, after, sentence });

/** Pairs what is in both by a key; the rest was removed or added. In the order of the new version. */
function match<T>(before: readonly T[], after: readonly T[], key: (one: T) => string) {
  const old = new Map(before.map((one) => [key(one), one]));
  const kept = new Set(after.map(key));
  return {
    pairs: after.flatMap((is) => {
      const was = old.get(key(is));
      return was === undefined ? [] : [[was, is] as const];
    }),
    removed: before.filter((was) => !kept.has(key(was))),
    added: after.filter((is) => !old.has(key(is))),
  };
}

/** The change of a set or section in which those that are in both versions stand in another order. */
function orderChange(
  subject: CriteriaSetChange['subject'],
  id: string,
  before: readonly { readonly id: string }[],
  after: readonly { readonly id: string }[],
  sentence: string,
): CriteriaSetChange[] {
  const inBoth = (these: typeof before, those: typeof before) =>
    these.map(idOf).filter((one) => those.some((other) => other.id === one));
  const [was, is] = [inBoth(before, after), inBoth(after, before)];
  return was.every((one, i) => one === is[i])
    ? []
    : [{ subject, id, what: 'order', before: was, after: is, sentence }];
}
