import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LetterDocument, type LetterFonts, type LetterFormat, letterFileName } from '../document.ts';

/** The media types of letters. */
const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const satisfies Record<LetterFormat, string>;

/**
 * Makes files of letters. The libraries and fonts for it are loaded with the first: no function starts with them.
 *
 * @param folder where the build put the fonts: `regular.ttf` and `bold.ttf`
 */
export function letterFiles(folder: string) {
  let fonts: Promise<LetterFonts> | undefined;
  const bytesOf = async (letter: LetterDocument, format: LetterFormat): Promise<Uint8Array> => {
    if (format === 'docx') return (await import('./letter-docx.ts')).letterDocx(letter);
    fonts ??= readFonts(folder);
    return (await import('./letter-pdf.ts')).letterPdf(letter, await fonts);
  };
  return async (letter: LetterDocument, format: LetterFormat, isDraft: boolean) => ({
    fileName: letterFileName(letter.reference, format, isDraft),
    mediaType: mediaTypes[format],
    bytes: await bytesOf(letter, format),
  });
}

async function readFonts(folder: string): Promise<LetterFonts> {
  const [regular, bold] = await Promise.all([
    readFile(join(folder, 'regular.ttf')),
    readFile(join(folder, 'bold.ttf')),
  ]);
  return { regular, bold };
}
