import { generateKeyPair, SignJWT } from 'jose';
import { addPerson, erasePerson } from '../../functions/people/changes-storage.ts';
import { getPerson } from '../../functions/people/storage.ts';
import type { Database } from '../../functions/table/database.ts';
import { eventNow, realServices } from '../../functions/use-case/services.ts';
import { apiClient } from '../../infra/local/api-client.ts';
import { sampleCriteriaSet } from '../../infra/local/samples.ts';
import { clientIds } from '../../infra/local/service.ts';
import type { Role } from '../../shared/contract/operation.ts';
import { operations } from '../../shared/contract/operations.ts';
import type { Furnished } from '../support/furnished.ts';
import { sampleReviewBody, startReview } from '../support/world.ts';
import { knownIn } from './known.ts';

/** Somebody who asks: with which token, as whom, with which roles. */
export interface Caller {
  readonly name: string;
  readonly authorization: string | null;
  /** Why nobody is behind the token; null where somebody is. */
  readonly unknown: 401 | 'not-known' | null;
  readonly personId: string;
  readonly roles: readonly Role[];
}

/** What is asked about, and who is or was on the panel of its round. */
export interface Thing {
  readonly name: string;
  readonly exists: boolean;
  readonly ids: Readonly<Record<string, string>>;
  readonly isOver: boolean;
  readonly panel: readonly string[];
  readonly left: readonly string[];
}

/** What nobody who is refused may read: planted in a review, its notes, and the names and addresses of a panel. */
export const marks = {
  draft: 'Quagmire draft',
  submitted: 'Bramblewick submitted',
  people: ['Odalys Marchbanks', 'Fenwick Tarrant', 'odalys@example.org', 'fenwick@example.org'],
} as const;

/** An id of nothing. */
export const nowhere = 'nothing-of-this-name';

/** A token as the provider's, but signed by somebody else. */
async function forged(issuer: string, expires: string): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  return new SignJWT({ email: 'staff@example.org', email_verified: true })
    .setProtectedHeader({ alg: 'RS256', kid: 'forged' })
    .setIssuedAt(Math.floor(Date.now() / 1000) - 7_200)
    .setIssuer(issuer)
    .setAudience(clientIds.addon)
    .setSubject('sample-staff')
    .setExpirationTime(expires)
    .sign(privateKey);
}

/** Two rounds of its own: one with a member who left and one who is staff too, and one in which others review. */
export async function prepare({ world }: Furnished) {
  const { staff, service } = world;
  const at = new Date().toISOString();
  const person = (id: string, name: string, roles: Role[]) =>
    addPerson(service.db, { id, name, email: `${id}@example.org`, roles }, at);
  await person('odalys', 'Odalys Marchbanks', ['reviewer']);
  await person('fenwick', 'Fenwick Tarrant', ['reviewer']);
  await person('both', 'Both Hats', ['reviewer', 'staff']);
  await person('elsewhere', 'Else Where', ['reviewer']);
  await person('gone', 'Some Body', ['reviewer']);
  const opened = async (members: readonly (readonly [string, string])[]) => {
    const { roundId } = await staff.call(operations.createRound, {
      body: {
        specificationId: 'sample-frailty',
        specificationVersion: 1,
        criteriaSetId: sampleCriteriaSet().id,
        criteriaSetVersion: 1,
        reviewsDue: '2099-08-06T16:00:00Z',
        closesAt: '2099-08-20T16:00:00Z',
      },
    });
    const parameters = { roundId };
    const headers = async () => staff.lock(operations.getRound, { parameters });
    for (const [id, name] of members)
      await staff.call(operations.addReviewer, {
        parameters,
        headers: await headers(),
        body: { name, email: `${id}@example.org`, reason: 'They work apart.' },
      });
    await staff.call(operations.openRound, {
      parameters,
      headers: await headers(),
      body: { reason: 'A fire.' },
    });
    return roundId;
  };
  const sample = [1, 2].map((n) => [`reviewer-${n}`, `Sample reviewer ${n}`] as const);
  const own = await opened([
    ['odalys', 'Odalys Marchbanks'],
    ['fenwick', 'Fenwick Tarrant'],
    ['both', 'Both Hats'],
    ...sample,
  ]);
  const other = await opened([['elsewhere', 'Else Where'], ...sample]);
  const writing = async (id: string, mark: string) => {
    const client = apiClient(service.url, await service.token(`${id}@example.org`));
    const body = sampleReviewBody(1, await startReview(client, own));
    return { client, body: { ...body, overallComment: mark, overallNote: mark } };
  };
  const parameters = { roundId: own };
  const draft = await writing('odalys', marks.draft);
  await draft.client.call(operations.saveReview, {
    parameters,
    headers: { 'if-match': '"0"' },
    body: draft.body,
  });
  const done = await writing('reviewer-1', marks.submitted);
  await done.client.call(operations.submitReview, {
    parameters,
    headers: { 'if-match': '"0"' },
    body: done.body,
  });
  const left = await writing('fenwick', marks.submitted);
  await left.client.call(operations.declineOrRecuse, {
    parameters,
    headers: await left.client.lock(operations.getMyAssignment, { parameters }),
    body: { reason: 'No time.' },
  });
  return { own, other };
}

const erasure = (db: Database) => eventNow(realServices(db), 'sample-administrator', 'person-erased');

/** Everybody who may ask, and whoever has no business to. */
export async function callersIn({ world: { service }, emailChoice }: Furnished): Promise<readonly Caller[]> {
  const known = async (
    name: string,
    id: string,
    personId: string,
    roles: readonly Role[],
  ): Promise<Caller> => ({
    name,
    authorization: `Bearer ${await service.token(`${id}@example.org`)}`,
    unknown: null,
    personId,
    roles,
  });
  const nobody = (name: string, authorization: string | null): Caller => ({
    name,
    authorization,
    unknown: 401,
    personId: '',
    roles: [],
  });
  const gone = await known('somebody who was erased', 'gone', '', []);
  const item = await getPerson(service.db, 'gone');
  if (item !== null) await erasePerson(service.db, item, erasure(service.db));
  return [
    nobody('nobody', null),
    nobody('an expired token', `Bearer ${await forged(service.issuer, '1h ago')}`),
    nobody('a token that somebody else signed', `Bearer ${await forged(service.issuer, '1h')}`),
    nobody('the key of a link from an email', `Bearer ${emailChoice.split('/').at(-1)}`),
    { ...gone, unknown: 'not-known' },
    await known('a reviewer of the panel', 'odalys', 'odalys', ['reviewer']),
    await known('a reviewer who has submitted', 'reviewer-1', 'sample-reviewer-1', ['reviewer']),
    await known('a reviewer of another round', 'elsewhere', 'elsewhere', ['reviewer']),
    await known('a reviewer of none', 'reviewer-4', 'sample-reviewer-4', ['reviewer']),
    await known('a former reviewer', 'fenwick', 'fenwick', ['reviewer']),
    await known('staff on the panel', 'both', 'both', ['reviewer', 'staff']),
    await known('staff', 'staff', 'sample-staff', ['staff']),
    await known('a member of the Oversight Group', 'oversight', 'sample-oversight', ['oversight']),
    await known('an administrator', 'administrator', 'sample-administrator', ['administrator']),
  ];
}

const samplePanel = [1, 2, 3].map((n) => `sample-reviewer-${n}`);

/** What there is to ask about: rounds of the caller's and of others, in every state, and what there is not. */
export function thingsIn(
  furnished: Furnished,
  { own, other }: { readonly own: string; readonly other: string },
) {
  const known = knownIn(furnished);
  const usual = {
    ...Object.fromEntries(Object.entries(known).map(([name, [one = nowhere]]) => [name, one])),
    ...{ version: '1', number: '1', part: '1' },
  };
  const of = (name: string, roundId: string, more: Partial<Thing> = {}): Thing => ({
    name,
    exists: true,
    ids: { ...usual, roundId },
    isOver: true,
    panel: samplePanel,
    left: [],
    ...more,
  });
  return [
    of('an open round', own, {
      ids: { ...usual, roundId: own, personId: 'odalys' },
      isOver: false,
      panel: ['odalys', 'both', 'sample-reviewer-1', 'sample-reviewer-2'],
      left: ['fenwick'],
    }),
    of('another open round', other, {
      ids: { ...usual, roundId: other, personId: 'elsewhere' },
      isOver: false,
      panel: ['elsewhere', 'sample-reviewer-1', 'sample-reviewer-2'],
    }),
    of('an open round with a concern', furnished.openRound, { isOver: false }),
    of('a closed round', furnished.disputedRound),
    of('a decided round', furnished.decidedRound),
    of('a round whose letter is held', furnished.heldRound),
    of('a round that waits for a signature', furnished.unsignedRound),
    of('a round whose developer has answered', furnished.developerRound, {
      ids: {
        ...usual,
        roundId: furnished.developerRound,
        specificationId: furnished.suspendedSpecification,
      },
    }),
    of('nothing', nowhere, { exists: false, ids: {}, panel: [] }),
  ] as const;
}
