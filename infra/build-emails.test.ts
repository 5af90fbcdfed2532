import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type NoticeKind, noticeKinds } from '../shared/contract/notices/kinds.ts';
import { compileEmails, compileFrame, emailDefects } from './build-emails.ts';

let folder: string;
let compiled: string;
let broken: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emails-'));
  compiled = join(folder, 'compiled');
  await compileEmails(compiled);
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  // A script is read once from one place.
  broken = await mkdtemp(join(folder, 'broken-'));
  await cp(compiled, broken, { recursive: true });
});

const changeFrame = async (what: string, to: string) => {
  const path = join(broken, 'frame.html');
  const before = await readFile(path, 'utf8');
  expect(before).toContain(what);
  await writeFile(path, before.replace(what, to));
  await compileFrame(broken);
};

const changeWords = async (kind: NoticeKind, what: string, to: string) => {
  const path = join(broken, 'words.json');
  const words = JSON.parse(await readFile(path, 'utf8'));
  expect(words[kind]).toContain(what);
  await writeFile(path, JSON.stringify({ ...words, [kind]: words[kind].replace(what, to) }));
};

test('the frame and the words of every kind are there, and nothing else', async () => {
  expect((await readdir(compiled)).sort()).toEqual(['fonts', 'frame.html', 'frame.html.cjs', 'words.json']);
  expect((await readdir(join(compiled, 'fonts'))).sort()).toEqual(['LICENSE', 'bold.ttf', 'regular.ttf']);
  const words = JSON.parse(await readFile(join(compiled, 'words.json'), 'utf8'));
  expect(Object.keys(words)).toEqual(noticeKinds);
});

test('the emails that there are have no defects', async () => {
  expect(await emailDefects(compiled)).toEqual([]);
});

test('a name that nobody gives is told with its kind, even where it only decides what stands', async () => {
  await changeWords('invitation', '((criteria set))', '((if it is urgent))Soon((end))');
  await changeWords('reminder', '((specification))', '((specifcation))');
  expect(await emailDefects(broken)).toEqual([
    expect.stringMatching(/^invitation: Line 8: there is no condition “it is urgent”\./),
    expect.stringMatching(/^reminder: Line 2: there is no placeholder “specifcation”\./),
  ]);
});

test('what cannot be left out is told where it is, whoever the email is for', async () => {
  await changeWords('decision-withdrawn', '((action))', '');
  await changeWords('recommendation', 'is: ((outcome)).', 'is here.');
  await changeWords('recommendation', '# Recommended: ((outcome))', '# Recommended');
  expect(await emailDefects(broken)).toEqual([
    'recommendation: “((outcome))” is missing, and cannot be left out.',
    'decision-withdrawn: “((action))” is missing, and cannot be left out.',
  ]);
});

test('a subject that leaves no room for a title is told', async () => {
  await changeWords('receipt', 'Review submitted:', 'The Centre has received the review that you submitted:');
  expect(await emailDefects(broken)).toEqual([
    'receipt: Line 1: the subject has 55 characters besides the title, and may have 40.',
  ]);
});

test('what the frame asks for and nobody gives is told', async () => {
  await changeFrame('{{ choice.text }}', '{{ choice.txt }}');
  expect(await emailDefects(broken)).toContainEqual(
    expect.stringMatching(/^receipt, first submission: .*null or undefined/s),
  );
});

test.each([
  '<img src="https://example.org/pixel.gif">',
  '<link rel="stylesheet" href="https://example.org/a.css">',
  '<style>@import url("https://example.org/font.css")</style>',
  '<td background="https://example.org/a.png">',
  '<div style="background:url(https://example.org/a.png)">',
])('a frame that loads something from elsewhere is told: %s', async (markup) => {
  await changeFrame('</h1>', `</h1>${markup}`);
  expect(await emailDefects(broken)).toContainEqual(expect.stringMatching(/^The frame loads /));
});

test('MJML that does not exist stops the build, naming the file', async () => {
  await writeFile(join(broken, 'frame.mjml'), '<mjml><mj-body><mj-sections /></mj-body></mjml>');
  await expect(compileEmails(join(folder, 'out'), broken)).rejects.toThrow(/^frame\.mjml: .*mj-sections/s);
});

test('a kind without words stops the build, naming where they are missing', async () => {
  await cp(join(import.meta.dirname, '..', 'functions', 'emails'), broken, { recursive: true });
  await rm(join(broken, 'kinds', 'digest', 'words.txt'));
  await expect(compileEmails(join(folder, 'out'), broken)).rejects.toThrow(/kinds\/digest\/words\.txt/);
});
