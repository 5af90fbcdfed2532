/**
 * `node run-with-parent.ts command arguments…` runs a command for as long as the process that started this
 * one lives. Its standard input is a pipe that only the parent holds: it closes when the parent goes, be it
 * by Ctrl-C, a crash or SIGKILL, so that no database is left behind with the port and the files in its hands.
 */
import { spawn } from 'node:child_process';

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  windowsHide: true,
});

child.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on('exit', (code) => process.exit(code ?? 1));

process.stdin.resume().on('close', () => {
  child.kill();
  setTimeout(() => child.kill('SIGKILL'), 3000);
});
