import { isDeepStrictEqual } from 'node:util';
import { reviewerBrowser } from '../../infra/local/reviewer-browser.ts';
import { sampleCriteriaSet } from '../../infra/local/samples.ts';
import { startCentre } from '../support/centre.ts';
import { everyItem } from '../support/outbox.ts';
import { startReview, startWorld } from '../support/world.ts';
import { randomHistory } from './history.ts';
import { hostileFiles, wronglyRead, wronglyTold } from './hostile-files.ts';
import { throughLibreOffice } from './libreoffice.ts';

/** `npm run doors -- 500 1`: plays so many random histories through three doors, from a first seed. */
async function histories(howMany: number, firstSeed: number): Promise<boolean> {
  const centre = await startCentre();
  const began = performance.now();
  const differing: number[] = [];
  for (let seed = firstSeed; seed < firstSeed + howMany; seed++) {
    const { byDoors, byOne } = await randomHistory(centre, seed);
    if (!isDeepStrictEqual(byDoors, byOne)) differing.push(seed);
  }
  await centre.stop();
  console.log(
    `${howMany} histories through three doors in ${secondsSince(began)} s: ${differing.length} came to another hash, other defects or another receipt than one door alone.`,
  );
  if (differing.length > 0) console.log(`Seeds: ${differing.join(', ')}`);
  return differing.length === 0;
}

/** `npm run doors -- files 300 1`: uploads so many damaged or hostile files, made from a seed, to the built service, as a review and as each table that it reads. */
async function files(howMany: number, seed: number): Promise<boolean> {
  const world = await startWorld();
  const roundId = await world.openRound();
  await startReview(world.reviewer(1), roundId);
  const browser = reviewerBrowser(world.service);
  await browser.signIn('reviewer-1@example.org');
  const at = `/my-reviews/${roundId}`;
  const made = await hostileFiles(
    await browser.download(`${at}/review.xlsx`),
    sampleCriteriaSet(),
    howMany,
    seed,
  );
  await world.service.idle();
  const before = await everyItem(world.service.db);
  const began = performance.now();
  const wrong = [
    ...(await wronglyTold(browser, `${at}/file`, made)),
    ...(await wronglyRead(world.staff, made)),
  ];
  const seconds = secondsSince(began);
  const isUntouched = isDeepStrictEqual(await everyItem(world.service.db), before);
  await world.stop();
  const kinds = new Set(made.map(({ what }) => what)).size;
  console.log(
    `${howMany} files of ${kinds} kinds in ${seconds} s: ${wrong.length} were answered with anything else than what is wrong with them. The table ${isUntouched ? 'is as it was' : 'WAS CHANGED'}.`,
  );
  for (const one of wrong) console.log(one);
  return wrong.length === 0 && isUntouched;
}

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 1000);

const [first = '500', ...more] = process.argv.slice(2);
const isRight = await (first === 'files'
  ? files(Number(more[0] ?? '300'), Number(more[1] ?? '1'))
  : first === 'libreoffice'
    ? throughLibreOffice()
    : histories(Number(first), Number(more[0] ?? '1')));
process.exitCode = isRight ? 0 : 1;
