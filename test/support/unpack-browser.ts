import { browserPath } from './browser.ts';

/** Has the Chromium from npm unpacked before the tests start: two that did so at once would run half of it. */
export const setup = async (): Promise<void> => void (await browserPath());
