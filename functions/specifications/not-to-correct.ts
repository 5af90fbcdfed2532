import type { SpecificationVersionItem } from './stored-specification.ts';

/** Why a version cannot be corrected in place, in a sentence; null where it can. */
export const notToCorrect = (
  { version, judged, content }: Pick<SpecificationVersionItem, 'version' | 'judged' | 'content'>,
  latestVersion: number,
): string | null =>
  content.proposal !== undefined
    ? 'This is a proposal. Change the proposal instead.'
    : version !== latestVersion
      ? `Version ${latestVersion} has taken its place. Correct that one.`
      : judged
        ? 'A round was created with this version. It stays as it is: add another version instead.'
        : null;
