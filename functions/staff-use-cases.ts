import type { staffOperations } from '../shared/contract/operations.ts';
import { centreUseCases } from './centre/use-cases.ts';
import { concerns } from './concerns/use-cases.ts';
import { criteriaSets } from './criteria-sets/use-cases.ts';
import { deciding } from './decisions/use-cases.ts';
import type { Emails } from './emails/render.ts';
import { exports } from './exports/use-cases.ts';
import { findings } from './findings/use-cases.ts';
import { letters } from './letters/use-cases.ts';
import { notices } from './notices/use-cases.ts';
import { panels } from './panels/use-cases.ts';
import { people } from './people/use-cases.ts';
import { register } from './register/use-cases.ts';
import { results } from './results/use-cases.ts';
import { rounds } from './rounds/use-cases.ts';
import { specifications } from './specifications/use-cases.ts';
import type { Services } from './use-case/services.ts';
import type { UseCases } from './use-case/use-case.ts';

/** What staff and the Oversight Group do, by the id of its operation: the API and the site do it by these. */
export const staffUseCases = (services: Services, emails: Emails): UseCases<typeof staffOperations> => ({
  ...criteriaSets(services),
  ...specifications(services),
  ...rounds(services),
  ...panels(services),
  ...results(services),
  ...people(services),
  ...centreUseCases(services),
  ...findings(services),
  ...concerns(services),
  ...deciding(services),
  ...letters(services, emails),
  ...register(services),
  ...exports(services),
  ...notices(services, emails),
});
