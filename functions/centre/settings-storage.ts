import { usualSharedDomains } from '../../shared/contract/centre/settings.ts';
import type { Result } from '../../shared/domain/basics/result.ts';
import type { Database } from '../table/database.ts';
import { keys } from '../table/keys.ts';
import { getItem } from '../table/read.ts';
import { putNew, transact, type Unmet, update } from '../table/write.ts';
import { eventWrite, type NewEvent } from './events-storage.ts';
import { type SettingsItem, settingsItem } from './stored-settings.ts';

/** What can be set. */
export type Settings = Pick<
  SettingsItem,
  | 'namesOnCriterionPages'
  | 'signatory'
  | 'evidenceTo'
  | 'closedDoors'
  | 'attachesReviewFiles'
  | 'appealsInRegister'
  | 'sharedDomains'
  | 'emails'
  | 'groupAgrees'
  | 'secondSigns'
  | 'editVersion'
>;

/** What holds until an administrator sets something else. */
export const unset: Settings = {
  namesOnCriterionPages: false,
  signatory: null,
  evidenceTo: null,
  closedDoors: [],
  attachesReviewFiles: false,
  appealsInRegister: false,
  sharedDomains: usualSharedDomains,
  emails: { signature: null, contact: null, replyTo: null },
  groupAgrees: [],
  secondSigns: [],
  editVersion: 0,
};

/** The Centre's settings. */
export async function getSettings(db: Database): Promise<Settings> {
  const item = await getItem(db, keys.settings(), settingsItem);
  return item ?? unset;
}

/** Changes the settings as they were read. Fails where somebody else changed them meanwhile. */
export const changeSettings = (
  db: Database,
  read: Settings,
  change: Partial<Omit<Settings, 'editVersion'>>,
  event: NewEvent,
): Promise<Result<void, Unmet>> => {
  const key = keys.settings();
  return transact(db, [
    read.editVersion === 0
      ? putNew('settings', { ...key, ...settingsItem.stamp, ...unset, ...change, editVersion: 1 })
      : update('settings', key, { set: change, add: { editVersion: 1 } }, { editVersion: read.editVersion }),
    eventWrite(key, event),
  ]);
};
