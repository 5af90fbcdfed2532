import { listWords, nameKey } from '../../shared/domain/basics/fold.ts';

/** A partition of the table: everything of one thing, and the events that concern it. */
export interface Partition {
  readonly pk: string;
}

/** The primary key of an item. */
export interface Key extends Partition {
  readonly sk: string;
}

/** The items of a partition whose sort keys start alike. */
export interface KeyRange extends Partition {
  readonly prefix: string;
}

/** How the partitions start of what has many items and pages of its own. */
const starts = {
  round: 'ROUND#',
  specification: 'SPEC#',
  'criteria-set': 'CRITERIA#',
  priority: 'PRIORITY#',
  meeting: 'MEETING#',
  person: 'PERSON#',
} as const;

/** What has many items, and pages of its own. */
export type Concerned = keyof typeof starts;

const kinds = Object.keys(starts) as Concerned[];

/** The partition of a thing. */
export const partitionOf = (kind: Concerned, id: string): Partition => ({ pk: `${starts[kind]}${id}` });

/** What a partition is of; null for settings, notices and other things without pages of their own. */
export function concernsOf({ pk }: Partition): { readonly kind: Concerned; readonly id: string } | null {
  const kind = kinds.find((one) => pk.startsWith(starts[one]));
  return kind === undefined ? null : { kind, id: pk.slice(starts[kind].length) };
}

const range = (kind: Concerned, id: string, prefix: string): KeyRange => ({
  ...partitionOf(kind, id),
  prefix,
});

/** Where the items lie that are read together, in key order. */
export const ranges = {
  everything: ({ pk }: Partition): KeyRange => ({ pk, prefix: '' }),
  events: ({ pk }: Partition): KeyRange => ({ pk, prefix: 'EVENT#' }),
  panel: (roundId: string) => range('round', roundId, 'ASSIGNMENT#'),
  submissions: (roundId: string, personId: string) => range('round', roundId, `SUBMISSION#${personId}#`),
  recommendations: (roundId: string) => range('round', roundId, 'RECOMMENDATION#'),
  findings: (roundId: string) => range('round', roundId, 'FINDING#'),
  discussions: (roundId: string) => range('round', roundId, 'DISCUSSION#'),
  conditions: (roundId: string) => range('round', roundId, 'CONDITION#'),
  drafts: (roundId: string) => range('round', roundId, 'REVIEW#'),
  concerns: (roundId: string) => range('round', roundId, 'CONCERN#'),
  developerMessages: (roundId: string) => range('round', roundId, 'MESSAGE#'),
  criteriaSetVersions: (id: string) => range('criteria-set', id, 'VERSION#'),
  specificationVersions: (id: string) => range('specification', id, 'VERSION#'),
  companions: (specificationId: string) => range('specification', specificationId, 'COMPANION#'),
  emailTextVersions: (notice: string): KeyRange => ({ pk: 'SETTINGS', prefix: `TEXT#${notice}#` }),
  meetingItems: (meetingId: string) => range('meeting', meetingId, 'ITEM#'),
  advice: (meetingId: string) => range('meeting', meetingId, 'ADVICE#'),
  letterPasses: (noticeId: string): KeyRange => ({ pk: `NOTICE#${noticeId}`, prefix: 'PASS#' }),
  pastRounds: (importId: string): KeyRange => ({ pk: `PAST#${importId}`, prefix: 'TITLE#' }),
  severities: (personId: string) => range('person', personId, 'SEVERITY#'),
  words: (kind: Concerned, id: string) => range(kind, id, 'WORD#'),
};

/** Zero-padded, so that text order is number order. */
export const padded = (n: number): string => String(n).padStart(6, '0');

const same = (key: string): Key => ({ pk: key, sk: key });

const one = (kind: Concerned, id: string, sk: string): Key => ({ ...partitionOf(kind, id), sk });

const among = ({ pk, prefix }: KeyRange, rest: string): Key => ({ pk, sk: `${prefix}${rest}` });

/** Where each item lives. */
export const keys = {
  person: (personId: string) => one('person', personId, 'PERSON'),
  reviewer: (personId: string) => one('person', personId, 'REVIEWER'),
  severity: (personId: string, roundId: string) => among(ranges.severities(personId), roundId),
  word: (kind: Concerned, id: string, place: number) => among(ranges.words(kind, id), padded(place)),
  settings: () => same('SETTINGS'),
  areas: (): Key => ({ pk: 'SETTINGS', sk: 'AREAS' }),
  emailText: (notice: string): Key => ({ pk: 'SETTINGS', sk: `TEXT#${notice}` }),
  emailTextVersion: (notice: string, version: number) =>
    among(ranges.emailTextVersions(notice), padded(version)),
  seal: () => same('SEAL'),
  retention: () => same('RETENTION'),
  recipients: (): Key => ({ pk: 'ROSTER', sk: 'RECIPIENTS' }),
  administrators: (): Key => ({ pk: 'ROSTER', sk: 'ADMINISTRATORS' }),
  email: (address: string) => same(`EMAIL#${address.trim().normalize('NFC').toLowerCase()}`),
  subject: (issuer: string, sub: string) => same(`SUBJECT#${issuer}#${sub}`),
  criteriaSet: (id: string, version: number) => among(ranges.criteriaSetVersions(id), padded(version)),
  specification: (id: string) => one('specification', id, 'SPEC'),
  specificationVersion: (id: string, version: number) =>
    among(ranges.specificationVersions(id), padded(version)),
  companion: (id: string, companionId: string) => among(ranges.companions(id), companionId),
  priority: (priorityId: string) => one('priority', priorityId, 'PRIORITY'),
  framework: (frameworkId: string): Key => ({ pk: `FRAMEWORK#${frameworkId}`, sk: 'FRAMEWORK' }),
  meeting: (meetingId: string) => one('meeting', meetingId, 'MEETING'),
  meetingItem: (meetingId: string, number: number) => among(ranges.meetingItems(meetingId), padded(number)),
  advice: (meetingId: string, number: number, personId: string) =>
    among(ranges.advice(meetingId), `${padded(number)}#${personId}`),
  approval: (roundId: string, of: string) => one('round', roundId, `APPROVAL#${of}`),
  round: (roundId: string) => one('round', roundId, 'ROUND'),
  assignment: (roundId: string, personId: string) => among(ranges.panel(roundId), personId),
  review: (roundId: string, personId: string) => one('round', roundId, `REVIEW#${personId}`),
  submission: (roundId: string, personId: string, number: number) =>
    among(ranges.submissions(roundId, personId), padded(number)),
  result: (roundId: string) => one('round', roundId, 'RESULT'),
  recommendation: (roundId: string, number: number) => among(ranges.recommendations(roundId), padded(number)),
  discussion: (roundId: string, number: number) => among(ranges.discussions(roundId), padded(number)),
  finding: (roundId: string, criterionId: string, number: number) =>
    among(ranges.findings(roundId), `${criterionId}#${padded(number)}`),
  decision: (roundId: string) => one('round', roundId, 'DECISION'),
  insightRound: (roundId: string) => one('round', roundId, 'INSIGHT'),
  condition: (roundId: string, number: number) => among(ranges.conditions(roundId), padded(number)),
  concern: (roundId: string, concernId: string) => among(ranges.concerns(roundId), concernId),
  developerMessage: (roundId: string, messageId: string) =>
    among(ranges.developerMessages(roundId), messageId),
  endorsement: (specificationId: string) => one('specification', specificationId, 'ENDORSEMENT'),
  pastImports: () => same('PAST'),
  pastRounds: (importId: string, title: string) => among(ranges.pastRounds(importId), title),
  registerTerm: (specificationId: string, term: string) =>
    one('specification', specificationId, `TERM#${term}`),
  event: (concerns: Partition, at: string, id: string) => among(ranges.events(concerns), `${at}#${id}`),
  notice: (noticeId: string): Key => ({ pk: `NOTICE#${noticeId}`, sk: 'NOTICE' }),
  letterPass: (noticeId: string, at: string, id: string) =>
    among(ranges.letterPasses(noticeId), `${at}#${id}`),
  idempotency: (personId: string, key: string) => same(`KEY#${personId}#${key}`),
  signedIn: (personId: string) => same(`SIGNED-IN#${personId}`),
  session: (id: string) => same(`SESSION#${id}`),
  reviewerSession: (id: string) => same(`REVIEWING#${id}`),
  signInCode: (id: string) => same(`CODE#${id}`),
  limit: (whom: string) => same(`LIMIT#${whom}`),
};

/** Where the round lies to which an item of its partition belongs. */
export const roundOf = ({ pk }: Partition): Key => ({ pk, sk: 'ROUND' });

/** The place of a name or title in a list. The tab lets “Frailty” stand before “Frailty 2”. */
export const listPlace = (words: string, id: string): string => `${listWords(words).trimEnd()}\t${id}`;

/** Partitions of the index `owner`: what belongs to somebody or something. */
export const ownerKeys = {
  person: (personId: string) => `PERSON#${personId}`,
  actor: (personId: string) => `ACTOR#${personId}`,
  specification: (id: string) => `SPEC#${id}`,
  area: (areaOfPractice: string) => `AREA#${nameKey(areaOfPractice)}`,
  proposals: (areaOfPractice: string) => `PROPOSALS#${nameKey(areaOfPractice)}`,
  considered: (kind: string, id: string) => `CONSIDERED#${kind}#${id}`,
  publishedCriteriaSets: 'CRITERIA#published',
};

/**
 * How the sort keys of a person's advice, concerns and notices begin in the index `owner`, in this order; those of
 * assignments begin with a date and lie before all of them.
 */
export const [ownAdvice, ownConcerns, ownMessages, ownNotices] = [
  'ADVICE#',
  'CONCERN#',
  'DEVELOPER#',
  'NOTICE#',
] as const;

/** Partitions of the index `list`. */
export const listKeys = {
  people: 'LIST#person',
  reviewers: 'LIST#reviewer',
  criteriaSets: 'LIST#criteria-set',
  frameworks: 'LIST#framework',
  priorities: 'LIST#priority',
  meetings: 'LIST#meeting',
  proposals: 'LIST#proposal',
  specifications: 'LIST#specification',
  rounds: (status: string) => `LIST#round#${status}`,
  register: 'LIST#register',
  registerTerm: (term: string) => `LIST#register#${term}`,
  registerWords: 'LIST#register-words',
  pastRounds: 'LIST#past-round',
  noticesOfRound: (roundId: string) => `LIST#notice#${roundId}`,
  words: (kind: Concerned) => `LIST#words#${kind}`,
  awaited: (personId: string) => `LIST#awaited#${personId}`,
  eventsOfDay: (day: string) => `LIST#event#${day}`,
  insight: (criteriaSetId: string) => `LIST#insight#${criteriaSetId}`,
};

/** Partitions of the index `todo`: what waits for somebody, by when it is due. */
export const todoKeys = {
  /** Rounds whose result is behind them: no person's work, the projector's. */
  behind: 'TODO#behind',
  concern: 'TODO#concern',
  interest: 'TODO#interest',
  review: 'TODO#review',
  panel: 'TODO#panel',
  decision: 'TODO#decision',
  reviewsIn: 'TODO#reviews-in',
  condition: 'TODO#condition',
  endorsement: 'TODO#endorsement',
  suspension: 'TODO#suspension',
  newerVersion: 'TODO#newer-version',
  developerMessage: 'TODO#developer-message',
  approval: 'TODO#approval',
  meeting: 'TODO#meeting',
  noticePending: 'TODO#notice-pending',
  noticeFailed: 'TODO#notice-failed',
  noticeRelease: 'TODO#notice-release',
  address: 'TODO#address',
  /** No work: what was made for a priority, by title, in the index that specifications have free. */
  forPriority: (priorityId: string) => `FOR#${priorityId}`,
  /** No work: what others did about somebody, in the index that events have free. */
  about: (personId: string) => `ABOUT#${personId}`,
};
