import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compiledTemplates } from '../functions/templates/compiled.ts';
import { copySiteFiles } from './site-files.ts';

let folder: string;
let site: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'site-files-'));
  site = join(folder, 'site');
  await mkdir(join(folder, 'pages', 'parts'), { recursive: true });
  await writeFile(
    join(folder, 'pages', 'page.njk'),
    '{% extends "nhsuk/template.njk" %}{% from "nhsuk/components/tag/macro.njk" import tag %}' +
      '{% block content %}{{ tag({ text: "Met" }) }}{% include "pages/parts/end.njk" %}{% endblock %}',
  );
  await writeFile(join(folder, 'pages', 'parts', 'end.njk'), 'The end');
  await copySiteFiles(join(folder, 'pages'), site);
});
afterAll(() => rm(folder, { recursive: true }));

const files = async (under: string) =>
  (await readdir(join(site, under), { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );

it('a page finds the design system’s macros and its own parts from the site’s folder', () => {
  const page = compiledTemplates(site).render('pages/page.njk');
  expect(page).toContain('nhsuk-tag');
  expect(page).toContain('The end');
});

it('of the design system only templates, compiled, and assets are there', async () => {
  const names = (await files('nhsuk')).map(({ name }) => name);
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => !name.endsWith('.njk.cjs'))).toEqual([]);
});

it('the style sheet loads nothing but files of our own that are there', async () => {
  const css = await readFile(join(site, 'assets', 'nhsuk-frontend.css'), 'utf8');
  expect(css).not.toMatch(/@font-face|https?:\/\/assets|sourceMappingURL/);
  const urls = [...css.matchAll(/url\(["']?(?!data:)([^)"']+)["']?\)/g)].map(([, url = '']) => url);
  expect(urls.length).toBeGreaterThan(0);
  for (const url of urls) expect(existsSync(join(site, url)), url).toBe(true);
});
