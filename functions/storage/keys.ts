/** The primary key of an item. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const same = (key: string): Key => ({ pk: key, sk: key });

/** Zero-padded, so that text order is number order. */
export const padded = (n: number): string => String(n).padStart(6, '0');

/** Where each item lives. Every key of the table is made here. */
export const keys = {
  person: (personId: string): Key => ({ pk: `PERSON#${personId}`, sk: 'PERSON' }),
  role: (personId: string, role: string): Key => ({ pk: `PERSON#${personId}`, sk: `ROLE#${role}` }),
  severity: (personId: string, roundId: string): Key => ({
    pk: `PERSON#${personId}`,
    sk: `SEVERITY#${roundId}`,
  }),
  settings: (): Key => same('SETTINGS'),
  email: (address: string): Key => same(`EMAIL#${address.trim().toLowerCase()}`),
  subject: (issuer: string, sub: string): Key => same(`SUBJECT#${issuer}#${sub}`),
  criteriaSet: (id: string, version: number): Key => ({
    pk: `CRITERIA#${id}`,
    sk: `VERSION#${padded(version)}`,
  }),
  specification: (id: string): Key => ({ pk: `SPEC#${id}`, sk: 'SPEC' }),
  specificationVersion: (id: string, version: number): Key => ({
    pk: `SPEC#${id}`,
    sk: `VERSION#${padded(version)}`,
  }),
  companion: (id: string, companionId: string): Key => ({
    pk: `SPEC#${id}`,
    sk: `COMPANION#${companionId}`,
  }),
  round: (roundId: string): Key => ({ pk: `ROUND#${roundId}`, sk: 'ROUND' }),
  assignment: (roundId: string, personId: string): Key => ({
    pk: `ROUND#${roundId}`,
    sk: `ASSIGNMENT#${personId}`,
  }),
  review: (roundId: string, personId: string): Key => ({ pk: `ROUND#${roundId}`, sk: `REVIEW#${personId}` }),
  submission: (roundId: string, personId: string, number: number): Key => ({
    pk: `ROUND#${roundId}`,
    sk: `SUBMISSION#${personId}#${padded(number)}`,
  }),
  result: (roundId: string): Key => ({ pk: `ROUND#${roundId}`, sk: 'RESULT' }),
  recommendation: (roundId: string, number: number): Key => ({
    pk: `ROUND#${roundId}`,
    sk: `RECOMMENDATION#${padded(number)}`,
  }),
  finding: (roundId: string, criterionId: string, number: number): Key => ({
    pk: `ROUND#${roundId}`,
    sk: `FINDING#${criterionId}#${padded(number)}`,
  }),
  decision: (roundId: string): Key => ({ pk: `ROUND#${roundId}`, sk: 'DECISION' }),
  condition: (roundId: string, number: number): Key => ({
    pk: `ROUND#${roundId}`,
    sk: `CONDITION#${padded(number)}`,
  }),
  endorsement: (specificationId: string): Key => ({ pk: `SPEC#${specificationId}`, sk: 'ENDORSEMENT' }),
  event: (concerns: Key, at: string, id: string): Key => ({ pk: concerns.pk, sk: `EVENT#${at}#${id}` }),
  notice: (noticeId: string): Key => ({ pk: `NOTICE#${noticeId}`, sk: 'NOTICE' }),
  idempotency: (personId: string, key: string): Key => same(`KEY#${personId}#${key}`),
  session: (id: string): Key => same(`SESSION#${id}`),
};

/** Partitions of the index `owner`: what belongs to somebody or something. */
export const ownerKeys = {
  person: (personId: string) => `PERSON#${personId}`,
  actor: (personId: string) => `ACTOR#${personId}`,
  specification: (id: string) => `SPEC#${id}`,
  area: (areaOfPractice: string) => `AREA#${areaOfPractice.trim().toLowerCase()}`,
  publishedCriteriaSets: 'CRITERIA#published',
};

/** Partitions of the index `list`. */
export const listKeys = {
  people: 'LIST#person',
  role: (role: string) => `LIST#role#${role}`,
  criteriaSets: 'LIST#criteria-set',
  specifications: 'LIST#specification',
  rounds: (status: string) => `LIST#round#${status}`,
  register: 'LIST#register',
  noticesOfRound: (roundId: string) => `LIST#notice#${roundId}`,
  awaited: (personId: string) => `LIST#awaited#${personId}`,
  eventsOfDay: (day: string) => `LIST#event#${day}`,
};

/** Partitions of the index `todo`: what waits for somebody, by when it is due. */
export const todoKeys = {
  roundClosing: 'TODO#round-closing',
  interest: 'TODO#interest',
  review: 'TODO#review',
  panel: 'TODO#panel',
  decision: 'TODO#decision',
  condition: 'TODO#condition',
  endorsement: 'TODO#endorsement',
  noticePending: 'TODO#notice-pending',
  noticeFailed: 'TODO#notice-failed',
  noticeRelease: 'TODO#notice-release',
  address: 'TODO#address',
};
