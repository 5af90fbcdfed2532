import { staffOperations } from '../../shared/contract/operations.ts';
import type { Emails } from '../emails/render.ts';
import { apiHandler } from '../http/api.ts';
import type { Log } from '../log/log.ts';
import { afterClosing } from '../use-cases/after-closing.ts';
import { capabilityFiles } from '../use-cases/capability-files.ts';
import { criteriaSets } from '../use-cases/criteria-sets.ts';
import { erasing } from '../use-cases/erase-person.ts';
import { notices } from '../use-cases/notices.ts';
import { people } from '../use-cases/people.ts';
import { roundExports } from '../use-cases/round-export.ts';
import { rounds } from '../use-cases/rounds/rounds.ts';
import type { Services } from '../use-cases/services.ts';
import { settings } from '../use-cases/settings.ts';
import { specifications } from '../use-cases/specifications.ts';
import { todaysWork } from '../use-cases/today.ts';

/** Serves the operations of Centre staff and the Oversight Group. */
export const staffApi = (services: Services, emails: Emails, log: Log) =>
  apiHandler({ db: services.db, log }, staffOperations, {
    ...criteriaSets(services),
    ...specifications(services),
    ...capabilityFiles(services),
    ...rounds(services),
    ...people(services),
    ...erasing(services),
    ...settings(services),
    ...todaysWork(services),
    ...afterClosing(services),
    ...roundExports(services),
    ...notices(services, emails),
  });
