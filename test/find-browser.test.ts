import { chromium } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { browserPath, firefoxPath, type Machine } from './support/find-browser.ts';

const machine = (given: Partial<Machine>, ...there: readonly string[]): Machine => ({
  platform: 'linux',
  arch: 'arm64',
  home: '/Users/somebody',
  env: { PROGRAMFILES: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\somebody\\AppData\\Local' },
  exists: (path) => there.includes(path),
  download: () => Promise.reject(new Error('no network')),
  ...given,
});

test.each<readonly [NodeJS.Platform, string]>([
  ['linux', '/usr/bin/chromium'],
  ['linux', '/snap/bin/chromium'],
  ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  ['darwin', '/Users/somebody/Applications/Chromium.app/Contents/MacOS/Chromium'],
  ['win32', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
  ['win32', 'C:\\Users\\somebody\\AppData\\Local\\Microsoft\\Edge\\Application\\msedge.exe'],
])('on %s a browser is found in its usual place: %s', async (platform, path) => {
  expect(await browserPath(machine({ platform }, path))).toBe(path);
});

test('the browser that CHROMIUM names comes before any other', async () => {
  const named = { env: { CHROMIUM: '/my/browser' } };
  expect(await browserPath(machine(named, '/my/browser', '/usr/bin/chromium'))).toBe('/my/browser');
});

test('where there is none, Playwright’s is downloaded, or else it is said what to install', async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  const own = chromium.executablePath();
  expect(await browserPath(machine({ download: async () => {} }))).toBe(own);
  expect(console.log).toHaveBeenCalledWith(
    'Downloading a Chromium for the browser tests, once (Playwright’s) …',
  );
  await expect(browserPath(machine({ platform: 'darwin' }))).rejects.toThrow(
    'None is in its usual place, and Playwright could not download one: install Google Chrome, or set CHROMIUM to where a browser’s program is.',
  );
});

test.each<readonly [NodeJS.Platform, string]>([
  ['linux', '/usr/bin/firefox-esr'],
  ['darwin', '/Applications/Firefox.app/Contents/MacOS/firefox'],
  ['win32', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
])('on %s a stock Firefox is found in its usual place, and nothing where there is none', (platform, path) => {
  expect(firefoxPath(machine({ platform }, path))).toBe(path);
  expect(firefoxPath(machine({ platform }))).toBeNull();
});
