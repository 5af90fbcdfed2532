import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTable } from '../functions/files/read-table.ts';
import { xlsxToEdit } from '../functions/files/xlsx.ts';
import { specificationOperations } from '../shared/contract/specifications/operations.ts';
import { signIn, startBrowser } from './support/browser.ts';
import { startWorld, type World } from './support/world.ts';

let world: World;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
  page = await (await browser.newContext()).newPage();
  await signIn(page, world.service.url, 'Sample staff member');
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});

const at = '/specifications/sample-frailty';
const parameters = { specificationId: 'sample-frailty' };

const workbook = (...rows: readonly (readonly string[])[]) =>
  Buffer.from(xlsxToEdit({ name: 'Mine', rows, widths: [] }));

test('a workbook that was taken away and edited becomes the next version, with the ids that there were', async () => {
  const before = await world.staff.call(specificationOperations.getSpecificationVersion, {
    parameters: { ...parameters, version: 1 },
  });
  const file = await page.request.get(`${world.service.url}${at}/capabilities.xlsx`);
  expect(file.headers()['content-disposition']).toBe(
    'attachment; filename="capabilities-sample-frailty.xlsx"',
  );
  const table = await readTable('xlsx', await file.body());
  if (!table.ok) throw new Error('It cannot be read again.');
  const edited = table.value.rows.map((row, i) =>
    i === 1 ? [row[0] ?? '', 'Said anew.', '1.10, 4.1'] : row,
  );

  await page.goto(`${world.service.url}${at}/versions/add`);
  await page.getByLabel('Or its fingerprint (SHA-256)').fill('a'.repeat(64));
  await page.getByLabel('Or a file with the capabilities').setInputFiles({
    name: 'capabilities.xlsx',
    mimeType: 'application/octet-stream',
    buffer: workbook(...edited),
  });
  await page.getByRole('button', { name: 'Add the version' }).click();
  await page.waitForURL(/done=version-added/);
  const after = await world.staff.call(specificationOperations.getSpecificationVersion, {
    parameters: { ...parameters, version: 2 },
  });
  const [first, ...others] = before.content.capabilities;
  expect(after.content.capabilities).toEqual([
    { id: first?.id, text: 'Said anew.', alignsTo: ['1.10', '4.1'] },
    ...others,
  ]);
});

test('what is wrong with a workbook is listed with row and column, and what was typed stays', async () => {
  await page.goto(`${world.service.url}${at}/versions/add`);
  await page.getByLabel('Title').fill('Another title');
  await page.getByLabel('Or its fingerprint (SHA-256)').fill('b'.repeat(64));
  await page.getByLabel('Or a file with the capabilities').setInputFiles({
    name: 'capabilities.xlsx',
    mimeType: 'application/octet-stream',
    buffer: workbook(['Capability', 'Aligns to'], ['', '1.4'], ['Lead.', 'pillar 2']),
  });
  await page.getByRole('button', { name: 'Add the version' }).click();
  const errors = await page.locator('.nhsuk-error-summary').getByRole('link').allTextContents();
  expect(errors.map((text) => text.trim())).toEqual([
    'Row 2, column “Capability”: Enter the capability',
    'Row 3, column “Aligns to”: “pillar” is no framework capability. Write it like 1.4, several with commas between them.',
  ]);
  expect(await page.getByLabel('Title').inputValue()).toBe('Another title');
});

test('the API reads the same files and says the same of them', async () => {
  const read = (...rows: readonly (readonly string[])[]) =>
    world.staff.call(specificationOperations.readCapabilityFile, {
      parameters,
      body: { format: 'xlsx', content: workbook(...rows).toString('base64') },
    });
  expect(await read(['Capability', 'Aligns to'], ['Lead.', '2.1'])).toEqual({
    outcome: 'read',
    capabilities: [{ id: 'lead', text: 'Lead.', alignsTo: ['2.1'] }],
  });
  expect(await read(['Capability', 'Aligns to'], ['Lead.', '2'])).toMatchObject({
    outcome: 'refused',
    defects: [{ row: 2, column: 'Aligns to', code: 'not-a-number' }],
  });
  const csv = await world.staff.call(specificationOperations.getCapabilityFile, {
    parameters: { ...parameters, format: 'csv' },
  });
  const { content } = csv;
  const again = await world.staff.call(specificationOperations.readCapabilityFile, {
    parameters,
    body: { format: 'csv', content },
  });
  const version = await world.staff.call(specificationOperations.getSpecificationVersion, {
    parameters: { ...parameters, version: 2 },
  });
  expect(again).toEqual({ outcome: 'read', capabilities: version.content.capabilities });
});
