import { BatchWriteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { addPerson } from '../../functions/people/changes-storage.ts';
import { bindSubject, getPerson } from '../../functions/people/storage.ts';
import { getRound } from '../../functions/rounds/storage.ts';
import { startGateway } from '../../infra/local/gateway.ts';
import { type Centre, sampleReviewContent, startCentre } from '../support/centre.ts';

/** Most reviewers of a round. */
export const panelSize = 20;

/** A reviewer who has accepted a round and may submit to it once. */
export interface Seat {
  readonly roundId: string;
  readonly personId: string;
  readonly token: string;
}

/** Rounds that wait for nothing but submissions. */
export interface Exercise {
  readonly centre: Centre;
  readonly issuer: string;
  /** What everybody submits. */
  readonly body: string;
  /** More seats, a round of twenty at a time, in a table without a stream. */
  seats(count: number): Promise<readonly Seat[]>;
  stop(): Promise<void>;
}

/** The audience of the tokens. */
export const audience = 'bench';

/** Starts a Centre with reviewers who have accepted, and an issuer whose tokens say who they are. */
export async function startExercise(): Promise<Exercise> {
  const centre = await startCentre();
  const { db } = centre;
  const issuer = await startIssuer();
  const dates = { reviewsDue: '2099-08-06T16:00:00.000Z', closesAt: '2099-08-20T16:00:00.000Z' };
  const template = await centre.openRound(dates);
  await centre.accept(template, 'reviewer-1');
  const { Items: items = [] } = await db.client.send(
    new QueryCommand({
      TableName: db.tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `ROUND#${template}` },
      ConsistentRead: true,
    }),
  );
  const itemOf = (sk: string) => JSON.stringify(items.find((one) => one.sk === sk));
  const [round, assignment] = [itemOf('ROUND'), itemOf('ASSIGNMENT#reviewer-1')];
  const tokens = await Promise.all(
    Array.from({ length: panelSize }, async (_, n) => {
      const id = `seat-${n}`;
      const who = { id, name: `Seat ${n}`, email: `${id}@example.org`, roles: ['reviewer' as const] };
      await addPerson(db, who, centre.services.now().toISOString());
      const person = await getPerson(db, id);
      if (person !== null) await bindSubject(db, person, issuer.url, id);
      return { personId: id, token: await issuer.token(id) };
    }),
  );
  let rounds = 0;
  const seatsOfOneMore = async (): Promise<readonly Seat[]> => {
    const roundId = `exercise-${rounds++}`;
    const written = [
      round,
      // All in one place, which nothing here minds: a recorded submission rests on it.
      ...tokens.map(({ personId }) => assignment.replaceAll('reviewer-1', personId)),
    ].map((item) => ({ PutRequest: { Item: JSON.parse(item.replaceAll(template, roundId)) } }));
    await db.client.send(new BatchWriteCommand({ RequestItems: { [db.tableName]: written } }));
    return tokens.map((one) => ({ ...one, roundId }));
  };
  return {
    centre,
    issuer: issuer.url,
    body: JSON.stringify(sampleReviewContent(1, (await getRound(db, template))?.criteriaSetHash ?? '')),
    seats: async (count) => {
      const seats: Seat[] = [];
      while (seats.length < count) seats.push(...(await seatsOfOneMore()));
      return seats.slice(0, count);
    },
    stop: async () => {
      await issuer.stop();
      await centre.stop();
    },
  };
}

/** Nothing but two documents: what the authorizer asks an issuer for. */
async function startIssuer() {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), alg: 'RS256', kid: '1' };
  const document = (path: string, answer: () => object) => ({
    method: 'GET',
    path,
    authorized: false,
    handler: async () => JSON.stringify(answer()),
  });
  const server = await startGateway({
    jwt: { issuer: '', audiences: [] },
    routes: [
      document('/.well-known/openid-configuration', () => ({ jwks_uri: `${server.url}/keys` })),
      document('/keys', () => ({ keys: [jwk] })),
    ],
  });
  return {
    ...server,
    token: (sub: string) =>
      new SignJWT({ email: `${sub}@example.org`, email_verified: true })
        .setProtectedHeader({ alg: 'RS256', kid: '1' })
        .setIssuer(server.url)
        .setAudience(audience)
        .setSubject(sub)
        .setIssuedAt(Math.floor(Date.now() / 1000) - 1)
        .setExpirationTime('2h')
        .sign(privateKey),
  };
}
