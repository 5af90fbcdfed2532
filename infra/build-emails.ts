import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import mjml2html from 'mjml';
import nunjucks from 'nunjucks';
import { subjectLimit } from '../functions/emails/plain-text.ts';
import { createEmails, type Emails, type Notice } from '../functions/emails/render.ts';
import { type SampleNotice, sampleNotices } from '../functions/emails/samples.ts';
import { viewOf } from '../functions/emails/views.ts';
import { noticeKinds } from '../shared/contract/notices/kinds.ts';
import { builtEmails } from './built-emails.ts';

const sources = join(import.meta.dirname, '..', 'functions', 'emails', 'templates');

/**
 * Compiles the templates of all kinds into `<outDir>/<kind>.html` and `<kind>.txt`, with the parts that the
 * texts include. Throws, naming the template, where MJML does not know something.
 */
export async function compileEmails(outDir = builtEmails, from = sources): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  await cp(from, outDir, { recursive: true, filter: (path) => !path.endsWith('.mjml') });
  for (const name of await readdir(from)) {
    if (!name.endsWith('.mjml')) continue;
    const path = join(from, name);
    const { html } = await mjml2html(await readFile(path, 'utf8'), {
      filePath: path,
      ignoreIncludes: false,
      validationLevel: 'strict',
      keepComments: false,
      // MJML’s own list loads fonts from elsewhere.
      fonts: {},
    }).catch((error: Error) => {
      throw new Error(`${name}: ${error.message}`, { cause: error });
    });
    await writeFile(join(outDir, `${basename(name, '.mjml')}.html`), tidied(html));
  }
}

/** Without indentation; the label would be content outside of every landmark, and repeat the title. */
const tidied = (html: string): string =>
  html
    .replace(/^\s+/gm, '')
    .replace(' aria-label="{{ subject }}"', '')
    .replaceAll(' style width=', ' width=');

const settings = { origin: 'https://reviews.example.org', reviewerStart: 'https://sheets.example.org/start' };

/** Everything wrong with compiled emails, each in a sentence that names the template; empty where nothing is. */
export async function emailDefects(folder = builtEmails): Promise<readonly string[]> {
  const emails = createEmails(folder, settings);
  const defects = await Promise.all(
    noticeKinds.map(async (kind) => {
      const samples = sampleNotices.filter(({ notice }) => notice.notice === kind);
      if (samples.length === 0) return [`${kind}: there is no sample of it`];
      const unknown = await Promise.all(
        [`${kind}.html`, `${kind}.txt`].map((template) => unknownNames(folder, template, samples)),
      );
      return unknown.flat().length > 0
        ? unknown.flat()
        : samples.flatMap((sample) => renderDefects(emails, sample));
    }),
  );
  return defects.flat();
}

/** What a template asks for that nothing gives it. */
async function unknownNames(
  folder: string,
  template: string,
  samples: readonly SampleNotice[],
): Promise<readonly string[]> {
  const names = await namesIn(folder, template);
  const unknown = samples.flatMap(({ notice, recipient }) => {
    const given = new Set([...Object.keys(viewOf(notice, recipient, settings)), 'subject']);
    return [...names].filter((name) => !given.has(name));
  });
  return [...new Set(unknown)].map((name) => `${template}: nothing gives it “${name}”`);
}

function renderDefects(emails: Emails, { title, notice, recipient }: SampleNotice): readonly string[] {
  try {
    const { subject, html } = emails.render(notice, recipient);
    const rest = emails.render(withTitle(notice, 'T'), recipient).subject.length - 1;
    return [
      ...(subject.length < subjectLimit ? [] : [`${title}: the subject has ${subject.length} characters`]),
      ...(!hasTitle(notice) || rest <= subjectLimit - roomForTitle
        ? []
        : [`${title}: the subject says ${rest} characters besides the title`]),
      ...externals(html).map((one) => `${title}: the HTML loads ${one}`),
    ];
  } catch (error) {
    return [`${title}: ${(error as Error).message}`];
  }
}

/** What a subject must leave to the title, in characters, so that people see what it is about. */
const roomForTitle = 20;

/** Whether the subject is ours and names a title: a letter's is what staff wrote. */
const hasTitle = ({ notice, data }: Notice) => 'title' in data && notice !== 'letter';

const withTitle = (notice: Notice, title: string) =>
  ({ ...notice, data: { ...notice.data, ...('title' in notice.data && { title }) } }) as Notice;

/** What of nunjucks' syntax trees is read here; its types leave them out. */
interface Node {
  readonly typename: string;
  readonly fields: readonly string[];
  readonly [field: string]: unknown;
}

/**
 * Every name that a template, and the parts that it includes, need to be given. Rendering alone would not tell of
 * one that stands in an `if` only, or in a branch that no sample takes.
 */
async function namesIn(folder: string, template: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const own = new Set(['loop']);
  const included: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isNode(value)) return;
    if (value.typename === 'Symbol') names.add(value.value as string);
    if (value.typename === 'For') own.add((value.name as Node).value as string);
    if (value.typename === 'Include') included.push((value.template as Node).value as string);
    for (const field of value.fields)
      if (!(value.typename === 'Filter' && field === 'name')) visit(value[field]);
  };
  const source = await readFile(join(folder, template), 'utf8');
  visit((nunjucks as unknown as { parser: { parse(source: string): unknown } }).parser.parse(source));
  for (const part of included) for (const name of await namesIn(folder, part)) names.add(name);
  return new Set([...names].filter((name) => !own.has(name)));
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'typename' in value && 'fields' in value;

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
