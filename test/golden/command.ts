import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { goldenExport, goldenFile, goldenNames } from './exports.ts';

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
if (refused > 0) {
  console.error(
    'What was exported once has to verify for ever. Until the last of the open issues is closed, a commit whose title starts with “format:” may replace these files and says why: npm run golden -- --replace',
  );
  process.exitCode = 1;
}
