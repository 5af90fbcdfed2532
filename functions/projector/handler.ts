import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { projectInsight } from '../insight/project-insight.ts';
import type { Log } from '../log/log.ts';
import { project } from '../results/project.ts';
import { forRequest } from '../table/database.ts';
import { concernsOf } from '../table/keys.ts';
import type { Services } from '../use-case/services.ts';

/**
 * Projects every round that a batch of stream records touches, each once: its result, or what insight counts of it
 * where the record is of its decision. Who was erased or had roles set is logged. On a failure it reports the first record of that round, and Lambda sends the
 * batch again from there.
 */
export const projector = (services: Services, log: Log) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use({ after: () => log.flush() })
    .handler(async ({ Records }) => {
      const done = new Set<string>();
      for (const { dynamodb } of Records) {
        const { kind, id, roundId: ofRound, requestId: of } = dynamodb?.NewImage ?? {};
        if (kind?.S === 'event') {
          logPersonChanged(log, dynamodb);
          continue;
        }
        const isDecision = kind?.S === 'decision';
        const roundId = isDecision ? ofRound?.S : id?.S;
        const what = `${isDecision} ${roundId}`;
        if (roundId === undefined || done.has(what)) continue;
        done.add(what);
        // Of several requests that the batch is about, the first: what the later ones did is done with it.
        const about = { roundId, ...(of?.S !== undefined && { requestId: of.S }) };
        try {
          const projection = await (isDecision ? projectInsight : project)(
            { ...services, db: forRequest(services.db, of?.S) },
            roundId,
          );
          if (projection !== 'nothing-new') {
            log.info(projection, about);
            log.count(projection === 'projected' ? 'Projected' : 'Superseded');
          }
        } catch (error) {
          log.error('projectionFailed', { ...about, error: error as Error });
          log.count('ProjectionFailed');
          return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber ?? '' }] };
        }
      }
      return { batchItemFailures: [] };
    });

/** Ids and roles alone: what a restored table has to be told of what was done to people since. */
function logPersonChanged(log: Log, { NewImage: event }: NonNullable<DynamoDBRecord['dynamodb']> = {}): void {
  log.info('personChanged', {
    at: event?.at?.S ?? '',
    action: event?.action?.S ?? '',
    personId: concernsOf({ pk: event?.pk?.S ?? '' })?.id ?? '',
    roles: event?.details?.M?.roles?.S ?? '',
  });
}
