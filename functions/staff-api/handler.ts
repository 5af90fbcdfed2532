import { staffOperations } from '../../shared/contract/operations.ts';
import type { Emails } from '../emails/render.ts';
import { apiHandler } from '../http/api.ts';
import type { Log } from '../log/log.ts';
import { staffUseCases } from '../staff-use-cases.ts';
import type { Services } from '../use-case/services.ts';

/** Serves the operations of Centre staff and the Oversight Group. */
export const staffApi = (services: Services, emails: Emails, log: Log) =>
  apiHandler({ services, log }, staffOperations, (services) => staffUseCases(services, emails));
