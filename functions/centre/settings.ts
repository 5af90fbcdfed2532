import type { centreOperations } from '../../shared/contract/centre/operations.ts';
import { fail, ok } from '../../shared/domain/basics/result.ts';
import { stale, standing } from '../use-case/lock.ts';
import { eventNow, type Services } from '../use-case/services.ts';
import type { UseCases } from '../use-case/use-case.ts';
import { changeSettings, getSettings, type Settings, unset } from './settings-storage.ts';
import { settingsItem } from './stored-settings.ts';

const view = ({
  namesOnCriterionPages,
  signatory,
  evidenceTo,
  closedDoors,
  attachesReviewFiles,
  appealsInRegister,
  sharedDomains,
  groupAgrees,
  secondSigns,
  editVersion,
}: Settings) => ({
  namesOnCriterionPages,
  signatory,
  evidenceTo,
  closedDoors,
  attachesReviewFiles,
  appealsInRegister,
  sharedDomains: [...sharedDomains],
  groupAgrees: [...groupAgrees],
  secondSigns: [...secondSigns],
  editVersion,
});

const answer = (settings: Settings) => ok({ answer: view(settings), version: settings.editVersion });

const overtaken = (now: Settings) => fail(stale('set of settings', now.editVersion, view(now)));

/** What administrators set for everybody. */
export const settings = (services: Services) =>
  ({
    getSettings: async () => answer(await getSettings(services.db)),

    changeSettings: async ({ by, what, expected }) => {
      const read = await getSettings(services.db);
      if (expected !== read.editVersion) return overtaken(read);
      const { namesOnCriterionPages, signatory = read.signatory, evidenceTo = read.evidenceTo } = what;
      const { closedDoors = read.closedDoors, appealsInRegister = read.appealsInRegister } = what;
      const { attachesReviewFiles = read.attachesReviewFiles } = what;
      const { sharedDomains = [...read.sharedDomains] } = what;
      const { groupAgrees = read.groupAgrees, secondSigns = read.secondSigns } = what;
      const change = {
        namesOnCriterionPages,
        signatory,
        evidenceTo,
        closedDoors,
        attachesReviewFiles,
        appealsInRegister,
        sharedDomains,
        groupAgrees,
        secondSigns,
      };
      const event = eventNow(services, by.id, 'settings-changed', {
        namesOnCriterionPages: String(namesOnCriterionPages),
        // Who it is stands in the settings only: no event holds a name.
        signatory: signatory === null ? 'none' : 'set',
        evidenceTo: evidenceTo === null ? 'none' : 'set',
        closedDoors: closedDoors.join(', ') || 'none',
        attachesReviewFiles: String(attachesReviewFiles),
        appealsInRegister: String(appealsInRegister),
        sharedDomains: sharedDomains.length,
        groupAgrees: groupAgrees.join(' ') || 'none',
        secondSigns: secondSigns.join(' ') || 'none',
      });
      const written = await changeSettings(services.db, read, change, event);
      return written.ok
        ? answer({ ...read, ...change, editVersion: read.editVersion + 1 })
        : overtaken(standing(written.error, 'settings', settingsItem) ?? unset);
    },
  }) satisfies Partial<UseCases<typeof centreOperations>>;
