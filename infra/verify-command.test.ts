import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cut } from '../shared/domain/exports/parts.ts';
import { makeRoundExport, withoutNotes } from '../shared/domain/exports/round-export.ts';
import { sampleRecord, sha256 } from '../test/support/sample-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

const exported = withoutNotes(makeRoundExport(sampleRecord(), sha256));
const good = JSON.stringify(exported, null, 2);

/** Runs the command as `npm run verify` does. */
const run = (args: readonly string[], input?: string | Uint8Array) => {
  const command = join(import.meta.dirname, 'verify-command.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    encoding: 'utf8',
    ...(input !== undefined && { input }),
  });
  return { status, stdout, stderr };
};

test('an export that is true exits with 0 and a summary', () => {
  const file = join(folder, 'export.json');
  writeFileSync(file, good);
  const { status, stdout, stderr } = run([file]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^This verifies\.\n/);
  expect(stdout).toContain('The recommendation follows from them: Endorse with conditions.');
  expect(stdout).toContain(exported.hashes.all);
});

test('an export that came in parts is verified from all of them, and from no fewer', () => {
  const files = cut(exported, 1, () => 2).map((part) => {
    const file = join(folder, `part-${part.part}.json`);
    writeFileSync(file, JSON.stringify(part));
    return file;
  });
  expect(files).toHaveLength(1 + exported.submissions.length);
  expect(run(files.toReversed())).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(exported.hashes.all),
  });
  expect(run(files.slice(0, -1))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('part 4 is missing'),
  });
});

test('it may come from standard input, with a byte order mark', () => {
  expect(run(['-'], `\ufeff${good}`).status).toBe(0);
});

test.each<[string, string | Uint8Array, string]>([
  [
    'a changed outcome',
    good.replace('"outcome": "endorse-with-conditions"', '"outcome": "endorse"'),
    'This does not verify. At /recommendation/outcome: The recommendation says "endorse" here, but by this criteria set the submissions, findings and interests give "endorse-with-conditions".',
  ],
  [
    'a changed finding',
    good.replace(/("findings": \[\s*\{[^}]*"status": )"met"/, '$1"not-met"'),
    'This does not verify. At /findings/0/status: The finding on 10.2 is "not-met" here, but the hash in /hashes/findings is of "met".',
  ],
  [
    'a changed rule',
    good.replace('"threshold": 3,', '"threshold": 2,'),
    'This does not verify. At /criteriaSet/rules/threshold: The rule threshold is 2 here, but the hash in /round/criteriaSetHash is of 3.',
  ],
  [
    'an unknown field',
    good.replace('"hashes": {', '"hashes": {"extra": 1,'),
    'This is not the export of a round. At /hashes/extra: There is no field “extra” here. Remove it.',
  ],
  [
    'something else',
    '[]',
    'This is not the export of a round. The file as a whole: Invalid input: expected object, received array',
  ],
  [
    'a name that stands twice',
    good.replace('"hashes": {', '"round": {}, "hashes": {'),
    'The file is not clear: an object in it has two properties of the same name.',
  ],
  [
    'JSON that is nested deeper than calls may be',
    `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
    'This is not the export of a round. The file as a whole: Invalid input: expected object, received array',
  ],
  [
    'one very long string of quotation marks',
    `"${'\\"'.repeat(10_000_000)}"`,
    'This is not the export of a round. The file as a whole: Invalid input: expected object, received string',
  ],
  ['no JSON', '{"format":', 'The file is not JSON: Unexpected end of JSON input'],
  ['no text', Uint8Array.of(0xff, 0xfe, 0x00), 'The file is not text in UTF-8.'],
])('%s exits with 1 and says so', (_, input, sentence) => {
  expect(run(['-'], input)).toEqual({ status: 1, stdout: '', stderr: `${sentence}\n` });
});

test('a file of more than 32 MiB is not read to its end, nor taken for a text in another encoding', () => {
  const file = join(folder, 'large.json');
  writeFileSync(file, '');
  const most = 32 * 1024 * 1024;
  truncateSync(file, 600_000_000);
  const tooLarge = `The file has more than 32 MiB (${most} bytes): no round’s export is as large.\n`;
  expect(run([file])).toEqual({ status: 1, stdout: '', stderr: tooLarge });
  truncateSync(file, most + 1);
  expect(run([file]).stderr).toBe(tooLarge);
  truncateSync(file, most);
  expect(run([file]).stderr).toMatch(/^The file is not JSON: /);
});

test('names that only look like such, in texts, are not counted', () => {
  const title = `${exported.round.title} "a": \\`;
  const changed = run(['-'], JSON.stringify({ ...exported, round: { ...exported.round, title } }));
  expect(changed.stderr).toBe(
    'This does not verify. At /round: What is said of the round does not match its hash in /hashes/round.\n',
  );
});

test('a file that is not there exits with 1', () => {
  const { status, stderr } = run([join(folder, 'none.json')]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^The file cannot be read: ENOENT/);
});

test('no file exits with 1 and the usage', () => {
  expect(run([])).toMatchObject({ status: 1, stderr: expect.stringMatching(/^Usage: npm run/) });
});
