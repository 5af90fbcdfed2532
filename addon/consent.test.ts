import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { roundId } from './testing/review-service.ts';
import { cell, started, tab, view, withAddon } from './testing/reviewer.ts';

withAddon();

const all = [
  'openid',
  'userinfo.email',
  'spreadsheets.currentonly',
  'script.container.ui',
  'script.external_request',
];

const without = (scope: string) => all.filter((each) => each !== scope);

describe('a person who has granted some scopes and not others', () => {
  it.each(all)('without %s: the menu lets Google ask again', async (scope) => {
    const { sheets } = await started();
    await sheets.grant(without(scope));
    for (const entry of ['showSidebar', 'goToNextUnrated', 'showHelp'])
      await expect(sheets.call(entry)).rejects.toThrow('Authorization is required');
    await sheets.grant(all);
    await sheets.call('showSidebar');
    expect(await sheets.sidebar()).not.toBeNull();
  });

  it.each(['spreadsheets.currentonly', 'script.external_request'])(
    'without %s: an open sidebar says what to do at once, and loses nothing',
    async (scope) => {
      const { sheets, service } = await started();
      await sheets.spreadsheet.type(tab, 'G10', 'typed');
      await sheets.grant(without(scope));
      for (const call of ['saveDraft', 'checkScores', 'submitReview', 'startReview'])
        expect(await view(sheets, call, roundId)).toMatchObject({
          view: 'failure',
          explanation: { title: 'Allow the add-on what it asks for' },
        });
      expect(await sheets.sleeps()).toEqual([]);
      expect(await cell(sheets, 'G10')).toBe('typed');
      expect(service.draft.version).toBe(0);
    },
  );

  it('where the manifest names another host, the sidebar says so at once, and loses nothing', async () => {
    const { sheets, service } = await started();
    await sheets.spreadsheet.type(tab, 'G10', 'typed');
    await sheets.whitelist(['https://credential-review.example.org/']);
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({
      view: 'failure',
      explanation: { title: 'The add-on is not set up', next: expect.stringContaining('urlFetchWhitelist') },
    });
    expect(await sheets.sleeps()).toEqual([]);
    expect(await cell(sheets, 'G10')).toBe('typed');
    await sheets.whitelist([`${service.address}/`]);
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({ view: 'scoring' });
    expect(service.draft.version).toBe(1);
  });

  it('without openid: the sidebar says that Google did not say who they are', async () => {
    const { sheets } = await started();
    await sheets.grant(without('openid'));
    expect(await view(sheets, 'saveDraft', roundId)).toMatchObject({
      explanation: { title: 'Google did not say who you are' },
    });
  });
});

it.each([undefined, '', 'http://api.example.org', 'api.example.org'])(
  'nothing is pushed where API_URL is %s',
  (apiUrl) => {
    const { API_URL: _, ...env } = process.env;
    const pushed = spawnSync(process.execPath, [path.join(import.meta.dirname, 'push-command.ts')], {
      env: { ...env, ...(apiUrl !== undefined && { API_URL: apiUrl }) },
      encoding: 'utf8',
    });
    expect(pushed.status).toBe(1);
    expect(pushed.stderr).toMatch(/API_URL=https:.*Nothing was pushed/);
  },
);

it('“next unrated” goes from one criterion without a rating to the next, and says when there is none', async () => {
  const { sheets } = await started();
  await sheets.spreadsheet.type(tab, 'E11', '2 – Met');
  await sheets.spreadsheet.select(tab, 'A1');
  const visited = [];
  for (let n = 0; n < 3; n++) {
    await sheets.call('goToNextUnrated');
    visited.push((await sheets.spreadsheet.selected()).a1);
  }
  expect(visited).toEqual(['E10', 'E13', 'E10']);
  for (const at of ['E10', 'E13']) await sheets.spreadsheet.type(tab, at, '2 – Met');
  await sheets.call('selectNextUnrated');
  expect(await sheets.toasts()).toEqual([{ message: 'Every criterion has a rating.', title: '' }]);
});
