import { openApi } from '../../shared/contract/openapi.ts';
import { operations, publicOperations } from '../../shared/contract/operations.ts';
import { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { ok } from '../../shared/domain/basics/result.ts';
import { apiHandler } from '../http/api.ts';
import type { Log } from '../log/log.ts';
import { reviewDefects } from '../reviews/check-content.ts';
import { foreseenByReviewers } from '../reviews/foreseen.ts';
import { reviewing } from '../reviews/use-cases.ts';
import type { Services } from '../use-case/services.ts';

/** Serves the operations of reviewers, and the description of the whole API to anybody. */
export function reviewerApi(services: Services, log: Log) {
  const description = openApi(operations);
  return apiHandler(
    { services, log },
    { ...publicOperations, ...reviewOperations },
    (services) => ({
      getOpenApi: async () => ok({ answer: description as { openapi: '3.1.0' } }),
      ...reviewing(services),
    }),
    reviewDefects(services),
    foreseenByReviewers,
  );
}
