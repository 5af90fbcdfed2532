import type { Answer } from '../../shared/contract/operation.ts';
import { publicOperations } from '../../shared/contract/public-operations.ts';
import { reviewOperations } from '../../shared/contract/reviews/operations.ts';
import { ok } from '../../shared/domain/basics/result.ts';
import { apiHandler } from '../http/api.ts';
import type { Log } from '../log/log.ts';
import { reviewDefects } from '../reviews/check-content.ts';
import { foreseenByReviewers } from '../reviews/foreseen.ts';
import { reviewing } from '../reviews/use-cases.ts';
import type { Services } from '../use-case/services.ts';

/** What the build has made of the contract (`openapi.json`). */
type Description = Answer<typeof publicOperations.getOpenApi>;

/** Serves the operations of reviewers, and the description of the whole API to anybody. */
export const reviewerApi = (services: Services, log: Log, description: () => Promise<Description>) =>
  apiHandler(
    { services, log },
    { ...publicOperations, ...reviewOperations },
    (services) => ({
      getOpenApi: async () => ok({ answer: await description() }),
      ...reviewing(services),
    }),
    reviewDefects(services),
    foreseenByReviewers,
  );
