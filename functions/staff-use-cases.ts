import { centreOperations } from '../shared/contract/centre/operations.ts';
import { concernOperations } from '../shared/contract/concerns/operations.ts';
import { criteriaSetOperations } from '../shared/contract/criteria-sets/operations.ts';
import { decisionOperations } from '../shared/contract/decisions/operations.ts';
import { developerOperations } from '../shared/contract/developers/operations.ts';
import { exportOperations } from '../shared/contract/exports/operations.ts';
import { findingOperations } from '../shared/contract/findings/operations.ts';
import { letterOperations } from '../shared/contract/letters/operations.ts';
import { noticeOperations } from '../shared/contract/notices/operations.ts';
import { panelOperations } from '../shared/contract/panels/operations.ts';
import { personOperations } from '../shared/contract/people/operations.ts';
import { registerOperations } from '../shared/contract/register/operations.ts';
import { resultOperations } from '../shared/contract/results/operations.ts';
import { roundOperations } from '../shared/contract/rounds/operations.ts';
import { specificationOperations } from '../shared/contract/specifications/operations.ts';
import type { staffOperations } from '../shared/contract/staff-operations.ts';
import type { ShownEmails } from './emails/when-asked.ts';
import type { Services } from './use-case/services.ts';
import type { Command, Operations, UseCases } from './use-case/use-case.ts';

/** Use cases that are loaded when one of them is asked for: a cold start reads none that nobody asked for. */
export const loaded = <Ops extends Operations>(
  operations: Ops,
  load: () => Promise<UseCases<Ops>>,
): UseCases<Ops> =>
  Object.fromEntries(
    Object.keys(operations).map((id) => [
      id,
      async (command: Command<Ops[string]>) => (await load())[id]?.(command),
    ]),
  ) as UseCases<Ops>;

/** What staff and the Oversight Group do, by the id of its operation: the API and the site do it by these. */
export const staffUseCases = (services: Services, emails: ShownEmails): UseCases<typeof staffOperations> => ({
  ...loaded(criteriaSetOperations, async () =>
    (await import('./criteria-sets/use-cases.ts')).criteriaSets(services),
  ),
  ...loaded(specificationOperations, async () =>
    (await import('./specifications/use-cases.ts')).specifications(services),
  ),
  ...loaded(roundOperations, async () => (await import('./rounds/use-cases.ts')).rounds(services)),
  ...loaded(panelOperations, async () => (await import('./panels/use-cases.ts')).panels(services)),
  ...loaded(resultOperations, async () => (await import('./results/use-cases.ts')).results(services)),
  ...loaded(personOperations, async () => (await import('./people/use-cases.ts')).people(services)),
  ...loaded(centreOperations, async () => (await import('./centre/use-cases.ts')).centreUseCases(services)),
  ...loaded(findingOperations, async () => (await import('./findings/use-cases.ts')).findings(services)),
  ...loaded(concernOperations, async () => (await import('./concerns/use-cases.ts')).concerns(services)),
  ...loaded(decisionOperations, async () => (await import('./decisions/use-cases.ts')).deciding(services)),
  ...loaded(letterOperations, async () => (await import('./letters/use-cases.ts')).letters(services, emails)),
  ...loaded(developerOperations, async () =>
    (await import('./developers/use-cases.ts')).developers(services),
  ),
  ...loaded(registerOperations, async () => (await import('./register/use-cases.ts')).register(services)),
  ...loaded(exportOperations, async () => (await import('./exports/use-cases.ts')).exports(services)),
  ...loaded(noticeOperations, async () => (await import('./notices/use-cases.ts')).notices(services, emails)),
});
