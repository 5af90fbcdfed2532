import { settings } from '../../shared/contract/centre/settings.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** What the Centre has set. */
export const settingsItem = item('settings', {
  ...settings.shape,
  editVersion: count,
});

/** What the Centre has set, as it is read back. */
export type SettingsItem = Stored<typeof settingsItem>;
