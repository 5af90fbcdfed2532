import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { parseRoundExport } from '../shared/contract/round-export-schema.ts';
import { verifyRoundExport } from '../shared/domain/verify-round-export.ts';

const usage = 'npm run --silent verify -- export.json (or - to read standard input)';

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Checks the export of a round. Throws a sentence that names the first thing that differs. */
async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new Error(`Usage: ${usage}`);
  const parsed = parseRoundExport(parseJson(await readText(path)));
  if (!parsed.ok)
    throw new Error(`This is not the export of a round. ${at(parsed.error.pointer)}: ${parsed.error.detail}`);
  const verified = verifyRoundExport(parsed.value, digest);
  if (!verified.ok)
    throw new Error(`This does not verify. ${at(verified.error.pointer)}: ${verified.error.sentence}`);
  console.log(`This verifies.\n${verified.value.summary.join('\n')}`);
}

const at = (pointer: string) => (pointer === '' ? 'The file as a whole' : `At ${pointer}`);

async function readText(path: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = path === '-' ? await buffer(process.stdin) : await readFile(path);
  } catch (error) {
    throw new Error(`The file cannot be read: ${reason(error)}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('The file is not text in UTF-8.');
  }
}

function parseJson(text: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`The file is not JSON: ${reason(error)}`);
  }
  // A reader may see the first of two, where the parser takes the last.
  if (countNames(text) > countProperties(json))
    throw new Error('The file is not clear: an object in it has two properties of the same name.');
  return json;
}

/** How many property names valid JSON holds: outside strings, colons follow nothing else. */
const countNames = (text: string) => text.replace(/"(?:[^"\\]|\\.)*"/g, '').split(':').length - 1;

function countProperties(json: unknown): number {
  if (typeof json !== 'object' || json === null) return 0;
  const values = Object.values(json);
  const own = Array.isArray(json) ? 0 : values.length;
  return values.reduce<number>((sum, value) => sum + countProperties(value), own);
}

main().catch((error: unknown) => {
  console.error(reason(error));
  process.exitCode = 1;
});
