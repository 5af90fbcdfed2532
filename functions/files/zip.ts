import { strToU8, zipSync } from 'fflate';

/** A file to go into an archive. */
export interface ZippedFile {
  /** With forward slashes, in ASCII. */
  readonly path: string;
  readonly content: string;
}

/** The first day that a ZIP knows: the same files always make the same archive. */
const firstDay = new Date(1980, 0, 1);

/** Packs files into a ZIP archive. */
export const zip = (files: readonly ZippedFile[]): Uint8Array =>
  zipSync(Object.fromEntries(files.map(({ path, content }) => [path, strToU8(content)])), {
    mtime: firstDay,
  });
