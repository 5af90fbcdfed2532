import { settingForms } from '../views/settings/form.ts';

/** The Centre’s settings. */
export { settingForms as settingRoutes };
