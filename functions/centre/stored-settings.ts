import * as z from 'zod';
import { count, item, type Stored } from '../table/stored.ts';

/** What the Centre has set. */
export const settingsItem = item('settings', {
  namesOnCriterionPages: z.boolean(),
  editVersion: count,
});

/** What the Centre has set, as it is read back. */
export type SettingsItem = Stored<typeof settingsItem>;
