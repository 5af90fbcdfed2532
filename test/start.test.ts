import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { readInbox } from '../infra/local/mail.ts';
import { findRunningService } from '../infra/local/running-service.ts';
import { interrupt, running, start } from './support/started.ts';

const root = join(import.meta.dirname, '..');
/** Far from the default, so that a service at work on this machine is not disturbed. */
const ports = [43_210, 43_220] as const;

/** What says of every process how it was started. */
const [list, args] =
  process.platform === 'win32'
    ? (['powershell', ['-NoProfile', '-Command', 'Get-CimInstance Win32_Process | % CommandLine']] as const)
    : (['ps', ['-eww', '-o', 'args']] as const);

const processesOf = (port: number) =>
  execFileSync(list, args, { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(join('.data', `${port}`)) || line.includes(`--port ${port + 3}`));

const resultAddress = (output: string) => /A result to look at\s+(\S+)/.exec(output)?.[1];

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(() => {
  for (const port of ports)
    for (const folder of [`${port}`, `${port}-empty`])
      rmSync(join(root, '.data', folder), { recursive: true, force: true });
});

describe('npm start', () => {
  test('ends with a played round to look at, leaves no process at Ctrl-C, and keeps the data', async () => {
    const first = await start(ports[0]);
    expect(resultAddress(first.output)).toMatch(/^http:\/\/localhost:43210\/rounds\/.+\/result$/);
    // Three invitations to each of two rounds; of the played one three links to the file, three receipts, that every
    // review is in, three words of its closing, and its recommendation to staff and to oversight, and two codes to sign in with.
    const emails = 20;
    expect(await readInbox(`http://127.0.0.1:${ports[0] + 2}`)).toHaveLength(emails);
    expect(processesOf(ports[0]).length).toBeGreaterThan(0);
    await interrupt(first.child);
    expect(processesOf(ports[0])).toEqual([]);

    const second = await start(ports[0]);
    expect(resultAddress(second.output)).toBe(resultAddress(first.output));
    expect(await readInbox(`http://127.0.0.1:${ports[0] + 2}`)).toHaveLength(emails);
    await interrupt(second.child);
  });

  test('two on one machine do not collide, and one on a taken port says which and what to do', {
    tags: 'long',
  }, async () => {
    const [one, other] = await Promise.all(ports.map((port) => start(port)));
    expect(resultAddress(one?.output ?? '')).not.toBe(resultAddress(other?.output ?? ''));
    await expect(start(ports[1])).rejects.toThrow(/Port 4322\d is not free.*PORT=4100/s);
    for (const child of [one?.child, other?.child]) if (child) await interrupt(child);
  });
});

test('npm start -- --empty starts with nobody, says how to make the first administrator, and lets them in', async () => {
  const [port] = ports;
  const { child, output } = await start(port, '--empty');
  const [, told = ''] = /PORT=\d+ npm run person -- (.+)/.exec(output) ?? [];
  const [...given] = told.matchAll(/"([^"]*)"|(\S+)/g);
  const args = given.map(([, quoted, plain]) => quoted ?? plain ?? '');
  expect(args).toContain('administrator');
  const add = () =>
    execFileSync(process.execPath, ['infra/person-command.ts', ...args], {
      cwd: root,
      env: { ...process.env, PORT: String(port) },
      encoding: 'utf8',
      stdio: 'pipe',
    });
  expect(add()).toMatch(/^Added .+ as administrator, staff\./);
  expect(add).toThrow(/you@example.org belongs to somebody already/);
  const service = await findRunningService({ PORT: String(port) });
  const token = await service?.token('you@example.org');
  const response = await fetch(`http://localhost:${port}/v1/people`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await response.json()).toMatchObject({
    items: [{ name: 'Your Name', roles: ['administrator', 'staff'] }],
    next: null,
  });
  await interrupt(child);
});

test('every script says in a sentence when Node is too old, before it does anything else', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const unguarded = Object.entries(scripts).filter(
    ([, script]) => !script.startsWith('node infra/require-node.cjs && '),
  );
  expect(unguarded.map(([name]) => name)).toEqual(['lock']);
  const old = `Object.defineProperty(process.versions, 'node', { value: '20.1.0' }); require('./infra/require-node.cjs')`;
  expect(() => execFileSync(process.execPath, ['-e', old], { cwd: root, stdio: 'pipe' })).toThrow(
    /This needs Node 24/,
  );
});
