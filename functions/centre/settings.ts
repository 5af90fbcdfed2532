import type { staffOperations } from '../../shared/contract/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { problem } from '../use-case/problem.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { changeSettings, getSettings, type Settings } from './settings-storage.ts';

const changedMeanwhile = problem(
  'changed-meanwhile',
  'Somebody else changed the settings at the same time. Look at them again.',
);

const view = ({ namesOnCriterionPages, editVersion }: Settings) => ({ namesOnCriterionPages, editVersion });

/** What administrators set for everybody. */
export const settings = (
  services: Services,
): Pick<UseCases<typeof staffOperations>, 'getSettings' | 'changeSettings'> => ({
  getSettings: async () => ok({ answer: view(await getSettings(services.db)) }),

  changeSettings: async ({ by: person, what: { editVersion, ...change } }) => {
    const read = await getSettings(services.db);
    if (editVersion !== undefined && editVersion !== read.editVersion) return fail(changedMeanwhile);
    const event = eventNow(services, person.id, 'settings-changed', {
      namesOnCriterionPages: String(change.namesOnCriterionPages),
    });
    const written = await changeSettings(services.db, read, change, event);
    return written.ok
      ? ok({ answer: view({ ...change, editVersion: read.editVersion + 1 }) })
      : fail(changedMeanwhile);
  },
});
