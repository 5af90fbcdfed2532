/** `npm run fire -- restore`: a table restored while a round is open, made safe as an operator does; with its times. */
import { rehearseRestore } from './restore.ts';

const rehearsal = await rehearseRestore();
console.log(JSON.stringify(rehearsal, null, 1));
process.exit(rehearsal.wrong.length === 0 ? 0 : 1);
