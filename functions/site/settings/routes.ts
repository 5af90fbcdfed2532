import { settingForms } from './form.ts';

/** The Centre’s settings. */
export { settingForms as settingRoutes };
