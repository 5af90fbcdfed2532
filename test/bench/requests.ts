import { cases, startAsked } from '../support/asked.ts';
import type { Report } from './timing.ts';

/** Counts what functions ask the table for: `test/requests.test.ts` keeps the same numbers. */
export async function run(): Promise<Report> {
  const centre = await startAsked();
  try {
    const table = [];
    for (const [what, asked, requests, inARow] of cases) {
      const taken = await asked(centre);
      table.push({
        what,
        requests: taken.requests,
        'may be': requests,
        'in a row': taken.inARow,
        'may be in a row': inARow,
        RCU: taken.read,
        WCU: taken.written,
      });
    }
    return {
      table,
      exceeded: table.flatMap((one) =>
        one.requests <= one['may be'] && one['in a row'] <= one['may be in a row']
          ? []
          : [`${one.what} asks more often than it may.`],
      ),
    };
  } finally {
    await centre.stop();
  }
}
