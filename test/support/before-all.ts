import { dynoxideProgram } from '../../infra/local/dynoxide.ts';
import { browserPath } from './find-browser.ts';

/**
 * Gets what the tests need and this machine has not, before they start: two that did so at once would run half of it,
 * and each that could not would say so.
 */
export const setup = async (): Promise<void> => {
  if (process.env.DYNAMODB_ENGINE !== 'aws') await dynoxideProgram();
  await browserPath();
};
