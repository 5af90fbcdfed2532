import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { goldenExport, goldenFile, goldenNames } from './exports.ts';
import { goldenItems } from './items.ts';

const { values } = parseArgs({ options: { replace: { type: 'boolean', default: false } } });

let refused = 0;
for (const name of goldenNames) {
  const file = goldenFile(name);
  const text = `${JSON.stringify(goldenExport(name), null, 1)}\n`;
  if (existsSync(file) && readFileSync(file, 'utf8') !== text && !values.replace) {
    console.error(`${file} says something else now. It was left as it is.`);
    refused += 1;
  } else writeFileSync(file, text);
}
// Items have ids and keys made at random: what one release wrote stays, and only what is new is added.
for (const [file, text] of await goldenItems()) {
  mkdirSync(dirname(file), { recursive: true });
  const isOther = () =>
    !isDeepStrictEqual(JSON.parse(readFileSync(file, 'utf8')).form, JSON.parse(text).form);
  if (!existsSync(file) || (values.replace && isOther())) writeFileSync(file, `${text}\n`);
}
if (refused > 0) {
  console.error(
    'What was exported once has to verify for ever. Until the last of the open issues is closed, a commit whose title starts with “format:” may replace these files and says why: npm run golden -- --replace',
  );
  process.exitCode = 1;
}
