import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import mjml2html from 'mjml';
import { wordsDefects } from '../functions/emails/check-words.ts';
import { createEmails, type WordsOfKinds } from '../functions/emails/render.ts';
import { sampleNotices, sampleSettings } from '../functions/emails/samples.ts';
import { defectInWords } from '../functions/emails/words.ts';
import { noticeKinds } from '../shared/contract/notices/kinds.ts';
import { builtEmails } from './built-emails.ts';
import { compileTemplates } from './compile-templates.ts';

const sources = join(import.meta.dirname, '..', 'functions', 'emails');

/**
 * The fonts of letters, by their files in the build. Arimo has the measures of Arial, which letters of the NHS are set
 * in, and may be passed on with its licence.
 */
const fonts = {
  'regular.ttf': '400Regular/Arimo_400Regular.ttf',
  'bold.ttf': '700Bold/Arimo_700Bold.ttf',
  LICENSE: 'LICENSE_FONT',
};

/**
 * Makes `<outDir>/frame.html` of the frame that all emails have, and compiles it, `<outDir>/words.json` of the words of every kind, and
 * `<outDir>/fonts` of the fonts of letters, which are attached to one.
 * Throws where MJML does not know something of the frame, or where a kind has no words.
 */
export async function compileEmails(outDir = builtEmails, from = sources): Promise<void> {
  const frame = join(from, 'frame.mjml');
  const { html } = await mjml2html(await readFile(frame, 'utf8'), {
    validationLevel: 'strict',
    keepComments: false,
    // MJML’s own list loads fonts from elsewhere.
    fonts: {},
  }).catch((error: Error) => {
    throw new Error(`frame.mjml: ${error.message}`, { cause: error });
  });
  const words = await Promise.all(
    noticeKinds.map(
      async (kind) => [kind, await readFile(join(from, 'kinds', kind, 'words.txt'), 'utf8')] as const,
    ),
  );
  // Nothing of an earlier build may deploy.
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  await writeFile(join(outDir, 'frame.html'), tidied(html));
  await compileFrame(outDir);
  await writeFile(join(outDir, 'words.json'), JSON.stringify(Object.fromEntries(words), null, 2));
  const arimo = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/arimo/package.json'));
  await mkdir(join(outDir, 'fonts'));
  for (const [name, file] of Object.entries(fonts))
    await copyFile(join(arimo, file), join(outDir, 'fonts', name));
}

/** Compiles the frame that lies in a folder, beside its text, by which it is judged. */
export const compileFrame = (folder: string): Promise<void> =>
  compileTemplates(folder, { ending: '.html', keepText: true, throwOnUndefined: true });

/** Without indentation; the label would be content outside of every landmark, and repeat the title. */
const tidied = (html: string): string =>
  html
    .replace(/^\s+/gm, '')
    .replace(' aria-label="{{ subject }}"', '')
    .replaceAll(' style width=', ' width=');

/** Everything wrong with compiled emails, each in a sentence that names the kind; empty where nothing is. */
export async function emailDefects(folder = builtEmails): Promise<readonly string[]> {
  const frame = await readFile(join(folder, 'frame.html'), 'utf8');
  const words: WordsOfKinds = JSON.parse(await readFile(join(folder, 'words.json'), 'utf8'));
  const defects = [
    ...externals(frame).map((one) => `The frame loads ${one}`),
    ...noticeKinds.flatMap((kind) =>
      wordsDefects(kind, words[kind]).map((one) => `${kind}: ${defectInWords(one)}`),
    ),
  ];
  return defects.length > 0 ? defects : frameDefects(folder);
}

/** What the frame asks for that nobody gives it. */
function frameDefects(folder: string): readonly string[] {
  const emails = createEmails(folder, sampleSettings);
  return sampleNotices.flatMap(({ title, notice, recipient }) => {
    try {
      emails.render(notice, recipient);
      return [];
    } catch (error) {
      return [`${title}: ${(error as Error).message}`];
    }
  });
}

/** What HTML would load from elsewhere: emails bring everything along. Links are not loaded. */
const externals = (html: string): readonly string[] =>
  [
    ...html.matchAll(
      /<(?:img|link|script|iframe|video|audio|source|object|embed|input|base)\b[^>]*>|\b(?:src|srcset|background|poster)=\S+|url\([^)]*\)|@import\b[^;]*/gi,
    ),
  ].map(([found]) => found);

if (import.meta.main) {
  await compileEmails();
  const defects = await emailDefects();
  if (defects.length > 0) {
    console.error(`The emails have defects:\n${defects.map((one) => `- ${one}`).join('\n')}`);
    process.exitCode = 1;
  }
}
