/** Imports a function and gives it events, as a fresh instance of Lambda does; prints what it took. */
import { readFileSync } from 'node:fs';
import { lambdaContext } from '../../infra/local/lambda-context.ts';

const [, , file = '', eventFile = '', times = '1'] = process.argv;
const event: unknown = JSON.parse(readFileSync(eventFile, 'utf8'));
const context = lambdaContext('bench', 60_000);
const used = process.cpuUsage();
const start = performance.now();
const { handler } = await import(file);
const imported = performance.now();
const answer = await handler(event, context);
const answered = performance.now();
const { user, system } = process.cpuUsage(used);
const rss: number[] = [];
for (let n = 1; n < Number(times); n += 1) {
  await handler(event, context);
  if (n % 100 === 0) rss.push(process.memoryUsage.rss() / 1024 / 1024);
}
const { statusCode = 200 } = (answer ?? {}) as { statusCode?: number };
console.log(
  JSON.stringify({
    import: imported - start,
    first: answered - imported,
    cpu: (user + system) / 1000,
    statusCode,
    rss,
  }),
);
process.exit();
