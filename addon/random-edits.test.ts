import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { buildAddon } from './build.ts';
import { noFigures, runSequences } from './testing/random-edits.ts';

/** Each takes a third of a second of processor time: `npm run random-edits` does 2,000. */
const sequences = 200;

it('random edits put nothing beside another criterion unnamed, show nothing of another person’s, and never fail', async () => {
  const outDir = await mkdtemp(path.join(tmpdir(), 'addon-'));
  const { code } = await buildAddon({ outDir });
  await rm(outDir, { recursive: true });
  const figures = noFigures();
  const faulty = runSequences(code, 1, sequences, figures);
  const { kinds, ...sums } = figures;
  console.table(sums);
  expect(faulty).toEqual([]);
  expect(figures).toMatchObject({ ratingsElsewhere: 0, textsElsewhere: 0, ofTheOther: 0, rawErrors: 0 });
  // The sequences get somewhere: most of them are submitted, and what hands did to them was asked about.
  expect(figures.submitted).toBeGreaterThan(sequences * 0.9);
  expect(figures.asked).toBeGreaterThan(sequences / 2);
  expect(figures.overlapping).toBeGreaterThan(sequences / 2);
  expect(figures.meanwhile).toBeGreaterThan(sequences / 4);
  expect(Object.entries(kinds).filter(([, times]) => times < 5)).toEqual([]);
}, 600_000);
