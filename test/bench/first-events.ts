import { noticeIdOf } from '../../functions/notices/storage.ts';
import { sessionCookie } from '../../functions/site/sign-in/session-cookie.ts';
import type { FunctionName } from '../../infra/function-names.ts';
import { criteriaSetFileOperations } from '../../shared/contract/criteria-sets/operations.ts';
import { type Operation, routeKey } from '../../shared/contract/operation.ts';
import { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { roundOperations } from '../../shared/contract/rounds/operations.ts';
import type { Centre } from '../support/centre.ts';
import { openSession } from '../support/session.ts';

const origin = 'https://bench.example.org';
const issuer = 'https://issuer.example.org';

const call = (operation: Operation, sub: string, pathParameters: Readonly<Record<string, string>>) => {
  const claims = { iss: issuer, sub, email: `${sub}@example.org`, email_verified: 'true' };
  return {
    routeKey: routeKey(operation),
    headers: {},
    pathParameters,
    requestContext: { requestId: 'bench', authorizer: { jwt: { claims } } },
  };
};

const visit = (rawPath: string, cookies: readonly string[] = []) => ({
  rawPath,
  rawQueryString: '',
  cookies,
  headers: {},
  isBase64Encoded: false,
  requestContext: { requestId: 'bench', http: { method: 'GET', sourceIp: '192.0.2.1' } },
});

const record = (id: string) => ({
  Records: [{ dynamodb: { NewImage: { id: { S: id } }, SequenceNumber: '1' } }],
});

/** An event for each function that it has something to do for, in a Centre at work. */
export async function firstEvents(centre: Centre): Promise<Readonly<Record<FunctionName, unknown>>> {
  const dates = { reviewsDue: '2099-08-06T16:00:00.000Z', closesAt: '2099-08-20T16:00:00.000Z' };
  const roundId = await centre.openRound(dates);
  await centre.submit(roundId, 'reviewer-1', 1);
  await centre.submit(roundId, 'reviewer-2', 2);
  for (const person of ['staff-1', 'reviewer-1']) await openSession(centre.db, person, person);
  const notice = noticeIdOf(`receipt ${roundId} 1`, 'reviewer-1');
  const delivered = {
    eventType: 'Delivery',
    mail: { messageId: 'recorded', destination: ['reviewer-1@example.org'], tags: { notice: [notice] } },
    delivery: { timestamp: '2026-07-01T09:00:00.000Z' },
  };
  return {
    'reviewer-api': call(reviewOperations.getForm, 'reviewer-1', { roundId }),
    'staff-api': call(roundOperations.getRound, 'staff-1', { roundId }),
    'criteria-set-files': call(criteriaSetFileOperations.getCriteriaSetFile, 'staff-1', {
      criteriaSetId: 'sample-endorsement',
      version: '1',
      format: 'csv',
    }),
    'staff-site': visit('/', [sessionCookie(origin).keep('staff-1').split(';')[0] ?? '']),
    'reviewer-site': visit('/my-reviews/sign-in'),
    projector: record(roundId),
    mailer: record(notice),
    clock: {},
    'ses-events': { Records: [{ Sns: { MessageId: 'bench', Message: JSON.stringify(delivered) } }] },
  };
}
