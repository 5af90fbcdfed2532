import { settings } from '../../shared/contract/centre/settings.ts';
import { emailSettings } from '../../shared/contract/emails/settings.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** What the Centre has set. */
export const settingsItem = item('settings', {
  ...settings.shape,
  emails: emailSettings.default({ signature: null, contact: null, replyTo: null }),
  editVersion: count,
});

/** What the Centre has set, as it is read back. */
export type SettingsItem = Stored<typeof settingsItem>;
