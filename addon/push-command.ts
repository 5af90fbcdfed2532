import { spawnSync } from 'node:child_process';
import { buildAddon } from './build.ts';

// npm run addon:push: builds the add-on for one API and pushes it with clasp. Google lets an add-on reach the hosts in
// its manifest alone, so a push without the API's address would be of an add-on that reaches nothing.
const apiUrl = process.env.API_URL ?? '';
if (!URL.canParse(apiUrl) || new URL(apiUrl).protocol !== 'https:') {
  console.error(
    'Say which API the add-on is for, by https: API_URL=https://api.example.nhs.uk npm run addon:push. Nothing was pushed.',
  );
  process.exit(1);
}
await buildAddon({ apiUrl });
process.exitCode = spawnSync('clasp', ['push'], { stdio: 'inherit' }).status ?? 1;
