import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { noticeKinds } from '../shared/contract/notices/kinds.ts';
import { compileEmails, emailDefects } from './build-emails.ts';

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
  broken = join(folder, 'broken');
  await rm(broken, { recursive: true, force: true });
  await cp(compiled, broken, { recursive: true });
});

const change = async (template: string, what: string, to: string) => {
  const path = join(broken, template);
  const before = await readFile(path, 'utf8');
  expect(before).toContain(what);
  await writeFile(path, before.replace(what, to));
};

test('every kind of notice has its HTML and its text, and nothing else is there but parts', async () => {
  const templates = noticeKinds.flatMap((kind) => [`${kind}.html`, `${kind}.txt`]);
  expect((await readdir(compiled)).sort()).toEqual([...templates, 'parts'].sort());
  expect((await readdir(join(compiled, 'parts'))).filter((name) => !name.endsWith('.txt'))).toEqual([]);
});

test('the templates that there are have no defects', async () => {
  expect(await emailDefects(compiled)).toEqual([]);
});

test('a name that nobody gives is told with its template, even where it only decides what stands', async () => {
  await change('invitation.html', '{{ criteriaSetTitle }}', '{% if isUrgent %}Soon{% endif %}');
  await change('reminder.txt', '{{ specification }}', '{{ specifcation }}');
  await change('parts/end.txt', '{% if optOut %}', '{% if optout %}');
  const defects = await emailDefects(broken);
  expect(defects).toContain('invitation.html: nothing gives it “isUrgent”');
  expect(defects).toContain('reminder.txt: nothing gives it “specifcation”');
  expect(defects).toContain('digest.txt: nothing gives it “optout”');
});

test('a part of what is given that is not there is told too', async () => {
  await change('letter.html', '{{ block.text }}', '{{ block.txt }}');
  expect(await emailDefects(broken)).toEqual([
    expect.stringMatching(/^letter, composed: .*null or undefined/s),
  ]);
});

test('a subject that leaves no room for a title is told', async () => {
  await change('receipt.txt', 'Review submitted:', 'The Centre has received the review that you submitted:');
  expect(await emailDefects(broken)).toEqual([
    'receipt, first submission: the subject says 55 characters besides the title',
    'receipt, third submission, long title: the subject says 55 characters besides the title',
  ]);
});

test.each([
  '<img src="https://example.org/pixel.gif">',
  '<link rel="stylesheet" href="https://example.org/a.css">',
  '<style>@import url("https://example.org/font.css")</style>',
  '<td background="https://example.org/a.png">',
  '<div style="background:url(https://example.org/a.png)">',
])('HTML that loads something from elsewhere is told: %s', async (markup) => {
  await change('digest.html', '</h1>', `</h1>${markup}`);
  expect(await emailDefects(broken)).toContainEqual(
    expect.stringMatching(/^digest, nothing: the HTML loads /),
  );
});

test('MJML that does not exist stops the build, naming the template', async () => {
  await writeFile(join(broken, 'digest.mjml'), '<mjml><mj-body><mj-sections /></mj-body></mjml>');
  await expect(compileEmails(join(folder, 'out'), broken)).rejects.toThrow(/^digest\.mjml: .*mj-sections/s);
});
