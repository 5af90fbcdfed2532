import * as importing from './flows/import-results.ts';
import * as testing from './flows/self-test.ts';

/** Asks Centre staff for a round and puts its results into tabs. */
export const importResults = importing.importResults;
/** Brings imported results up to date. */
export const refreshResults = importing.refreshResults;
/** Tries what the add-on relies on of Google, and writes a report. */
export const runSelfTest = testing.runSelfTest;
