/**
 * `npm run fire -- restore`: a table restored while a round is open, made safe as an operator does, once by the table that
 * it stands in for and once by the log alone; with its times.
 */
import { rehearseRestore } from './restore.ts';

const rehearsals = { table: await rehearseRestore('table'), log: await rehearseRestore('log') };
console.log(JSON.stringify(rehearsals, null, 1));
process.exit(Object.values(rehearsals).every(({ wrong }) => wrong.length === 0) ? 0 : 1);
