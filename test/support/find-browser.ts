import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, posix, win32 } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

/** A machine, as far as it matters for finding a browser. Default: this one. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  readonly exists: (path: string) => boolean;
  /** Has Playwright download the Chromium that goes with it, to where it says it is. */
  readonly download: () => Promise<unknown>;
}

const thisMachine: Machine = {
  platform: process.platform,
  arch: process.arch,
  home: homedir(),
  env: process.env,
  exists: existsSync,
  download: () =>
    promisify(execFile)(process.execPath, [
      join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js'),
      ...['install', 'chromium', '--no-shell'],
    ]),
};

/**
 * Where a browser lies that the tests can drive: the one that `CHROMIUM` names, a Chrome, Chromium or Edge in its usual
 * place, or Playwright’s own. Where there is none, npm’s for Linux on x64 is unpacked, and Playwright’s downloaded on
 * any other machine.
 *
 * @throws a sentence for the terminal that says what to install
 */
export async function browserPath(machine: Machine = thisMachine): Promise<string> {
  const { platform, arch, env, exists, download } = machine;
  const own = chromium.executablePath();
  const found = [env.CHROMIUM, ...usualPlaces(machine), own].find(
    (path) => path !== undefined && exists(path),
  );
  if (found !== undefined) return found;
  if (platform === 'linux' && arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium');
    return packaged.executablePath();
  }
  console.log('Downloading a Chromium for the browser tests, once (Playwright’s) …');
  try {
    await download();
    return own;
  } catch (cause) {
    throw new Error(
      'The browser tests need Chrome, Chromium or Edge. None is in its usual place, and Playwright could not download one: install Google Chrome, or set CHROMIUM to where a browser’s program is.',
      { cause },
    );
  }
}

/** Where a stock Firefox lies: the one that `FIREFOX` names, or the one in its usual place; null where there is none. */
export function firefoxPath({ platform, home, env, exists }: Machine = thisMachine): string | null {
  const usual =
    platform === 'darwin'
      ? ['/Applications', posix.join(home, 'Applications')].map((folder) =>
          posix.join(folder, 'Firefox.app', 'Contents', 'MacOS', 'firefox'),
        )
      : platform === 'win32'
        ? [env.PROGRAMFILES, env['PROGRAMFILES(X86)']].flatMap((folder) =>
            folder === undefined ? [] : [win32.join(folder, 'Mozilla Firefox', 'firefox.exe')],
          )
        : ['/usr/bin/firefox', '/usr/bin/firefox-esr', '/snap/bin/firefox'];
  return [env.FIREFOX, ...usual].find((path) => path !== undefined && exists(path)) ?? null;
}

function usualPlaces({ platform, home, env }: Machine): readonly string[] {
  if (platform === 'darwin')
    return ['/Applications', posix.join(home, 'Applications')].flatMap((folder) =>
      ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) =>
        posix.join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  if (platform === 'win32')
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((folder) =>
      folder === undefined
        ? []
        : [
            ['Google', 'Chrome', 'Application', 'chrome.exe'],
            ['Chromium', 'Application', 'chrome.exe'],
            ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
          ].map((path) => win32.join(folder, ...path)),
    );
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
    .map((name) => `/usr/bin/${name}`)
    .concat('/snap/bin/chromium');
}
