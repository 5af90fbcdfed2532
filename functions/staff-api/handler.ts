import { apartOperations } from '../../shared/contract/apart-operations.ts';
import { emailTextOperations } from '../../shared/contract/emails/operations.ts';
import { frameworkOperations } from '../../shared/contract/frameworks/operations.ts';
import { insightOperations } from '../../shared/contract/insight/operations.ts';
import { oversightOperations } from '../../shared/contract/oversight/operations.ts';
import { reserveOperations } from '../../shared/contract/panels/reserves.ts';
import { pastRoundOperations } from '../../shared/contract/past-rounds/operations.ts';
import { pipelineOperations } from '../../shared/contract/pipeline/operations.ts';
import { priorityOperations } from '../../shared/contract/priorities/operations.ts';
import { proposalOperations } from '../../shared/contract/proposals/operations.ts';
import { recordOperations } from '../../shared/contract/records/operations.ts';
import { searchOperations } from '../../shared/contract/search/operations.ts';
import { correctingOperations } from '../../shared/contract/specifications/correcting-operations.ts';
import { staffOperations } from '../../shared/contract/staff-operations.ts';
import type { ShownEmails } from '../emails/when-asked.ts';
import { apiHandler } from '../http/api.ts';
import type { Log } from '../log/log.ts';
import { loaded, staffUseCases } from '../staff-use-cases.ts';
import type { Services } from '../use-case/services.ts';

/** Serves the operations of Centre staff and the Oversight Group. */
export const staffApi = (services: Services, emails: ShownEmails, log: Log) =>
  apiHandler({ services, log }, { ...staffOperations, ...apartOperations }, (services) => ({
    ...staffUseCases(services, emails),
    ...loaded(frameworkOperations, async () =>
      (await import('../frameworks/use-cases.ts')).frameworks(services),
    ),
    ...loaded(emailTextOperations, async () =>
      (await import('../email-texts/use-cases.ts')).emailTexts(services, emails),
    ),
    ...loaded(insightOperations, async () => (await import('../insight/use-cases.ts')).insight(services)),
    ...loaded(reserveOperations, async () => (await import('../panels/reserves.ts')).reserves(services)),
    ...loaded(pastRoundOperations, async () =>
      (await import('../past-rounds/use-cases.ts')).pastRounds(services),
    ),
    ...loaded(oversightOperations, async () =>
      (await import('../oversight/use-cases.ts')).oversight(services),
    ),
    ...loaded(pipelineOperations, async () => (await import('../pipeline/use-cases.ts')).pipeline(services)),
    ...loaded(recordOperations, async () => (await import('../retention/use-cases.ts')).records(services)),
    ...loaded(proposalOperations, async () =>
      (await import('../proposals/use-cases.ts')).proposals(services),
    ),
    ...loaded(priorityOperations, async () =>
      (await import('../priorities/use-cases.ts')).priorities(services),
    ),
    ...loaded(searchOperations, async () => (await import('../search/use-cases.ts')).search(services)),
    ...loaded(correctingOperations, async () =>
      (await import('../specifications/correct-version.ts')).correctingVersions(services),
    ),
  }));
