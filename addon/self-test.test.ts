import { describe, expect, it } from 'vitest';
import { checks } from './src/self-test/run.ts';
import { setUp, withAddon } from './testing/reviewer.ts';
import { small } from './testing/sets.ts';

withAddon();

const claims = {
  iss: 'https://accounts.google.com',
  aud: 'the-add-on.apps.googleusercontent.com',
  email: 'reviewer@example.org',
  email_verified: true,
  exp: Math.floor(Date.now() / 1_000) + 3_600,
};
const token = ['{}', JSON.stringify(claims), '']
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.');

describe('the self-test', () => {
  it('finds everything that the add-on relies on, writes a report, and leaves nothing else behind', async () => {
    const { sheets } = await setUp(small);
    await sheets.setIdentityToken(token);
    await sheets.call('runSelfTest');
    expect(await sheets.spreadsheet.sheetNames()).toEqual(['Sheet1', 'Self-test']);
    const rows = await sheets.spreadsheet.shown('Self-test');
    expect(rows.slice(3)).toEqual(checks.map(({ name }) => [name, 'Passed', '']));
    expect(rows[1]?.[0]).toContain(`${checks.length} of ${checks.length} checks passed on`);
    expect(await sheets.properties('user')).toEqual({});
  });

  it('says what was seen where something is otherwise, and is written over its own report', async () => {
    const { sheets, service } = await setUp(small);
    await sheets.setIdentityToken(token.replace(/\./, '.x'));
    service.faults.push({ on: 'listMyAssignments', status: 503 });
    await sheets.call('runSelfTest');
    const failed = (await sheets.spreadsheet.shown('Self-test')).filter(([, result]) => result === 'FAILED');
    expect(failed.map(([name]) => name)).toEqual([
      'The identity token is Google’s, names its audience, and has a verified address',
      'The signed-in address is known, and is the identity token’s',
      'The review service can be reached, and asks who is there',
    ]);
    expect(failed[2]?.[2]).toBe('Expected 401, got 503');
    await sheets.call('runSelfTest');
    expect(await sheets.spreadsheet.sheetNames()).toEqual(['Sheet1', 'Self-test']);
  });

  it('names each check once', () => {
    const names = checks.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
