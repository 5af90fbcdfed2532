import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseRoundExport, roundExportPart } from '../shared/contract/exports/schemas.ts';
import { join, type RoundExportPart } from '../shared/domain/exports/parts.ts';
import { verifyRoundExport } from '../shared/domain/exports/verify-round-export.ts';

const usage =
  'npm run --silent verify -- export.json (or - to read standard input; or all parts of an export: part-1.json part-2.json …)';

/**
 * Most bytes that are read. A criteria set and 20 reviews of 256 KiB each, with result and trace, make some
 * 6 MB, and 16 MB indented and with every letter beyond ASCII escaped.
 */
const maxBytes = 32 * 1024 * 1024;

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Checks the export of a round. Throws a sentence that names the first thing that differs. */
async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  if (positionals.length === 0) throw new Error(`Usage: ${usage}`);
  const files: unknown[] = [];
  for (const path of positionals) files.push(parseJson(await readText(path)));
  const parsed = parseRoundExport(whole(files));
  if (!parsed.ok)
    throw new Error(`This is not the export of a round. ${at(parsed.error.pointer)}: ${parsed.error.detail}`);
  const verified = verifyRoundExport(parsed.value, digest);
  if (!verified.ok)
    throw new Error(`This does not verify. ${at(verified.error.pointer)}: ${verified.error.sentence}`);
  console.log(`This verifies.\n${verified.value.summary.join('\n')}`);
}

/** What is to be verified: the one file, or the export of which these are the parts. */
function whole(files: readonly unknown[]): unknown {
  const parts = files.flatMap((file) => roundExportPart.safeParse(file).data ?? []);
  if (parts.length === 0 && files.length === 1) return files[0];
  if (parts.length < files.length)
    throw new Error(`One of these files is no part of an export. Usage: ${usage}`);
  const joined = join(files as RoundExportPart[]);
  if (!joined.ok) throw new Error(joined.error);
  return joined.value;
}

const at = (pointer: string) => (pointer === '' ? 'The file as a whole' : `At ${pointer}`);

async function readText(path: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of path === '-' ? process.stdin : createReadStream(path)) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) break;
    }
  } catch (error) {
    throw new Error(`The file cannot be read: ${reason(error)}`);
  }
  if (size > maxBytes)
    throw new Error(
      `The file has more than ${maxBytes / 1024 / 1024} MiB (${maxBytes} bytes): no round’s export is as large.`,
    );
  const bytes = Buffer.concat(chunks);
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
function countNames(text: string): number {
  let names = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '"') inString = !inString;
    else if (text[i] === '\\') i += 1;
    else if (text[i] === ':' && !inString) names += 1;
  }
  return names;
}

/** Without recursion: JSON may be nested deeper than calls may. */
function countProperties(json: unknown): number {
  let properties = 0;
  const toCount = [json];
  while (toCount.length > 0) {
    const value = toCount.pop();
    if (typeof value !== 'object' || value === null) continue;
    const values: unknown[] = Object.values(value);
    if (!Array.isArray(value)) properties += values.length;
    for (const inner of values) toCount.push(inner);
  }
  return properties;
}

main().catch((error: unknown) => {
  console.error(reason(error));
  process.exitCode = 1;
});
