import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEmails } from '../functions/emails/render.ts';
import { sampleNotices, sampleSettings } from '../functions/emails/samples.ts';
import { builtEmails } from '../infra/built-emails.ts';
import { startBrowser } from './support/browser.ts';
import { emailSchemes, emailWidths } from './support/sample-emails.ts';

const folder = join(import.meta.dirname, '..', 'dist', 'gallery', 'emails');

const fileName = (title: string) => title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/**
 * Writes every sample email to `dist/gallery/emails`: a screenshot wide and narrow, light and dark, and its plain
 * text. For people to look at.
 */
async function main(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const emails = createEmails(builtEmails, sampleSettings);
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    for (const { title, notice, recipient } of sampleNotices) {
      const { subject, text, html } = emails.render(notice, recipient);
      const name = fileName(title);
      await writeFile(join(folder, `${name}.txt`), `Subject: ${subject}\n\n${text}`);
      await page.setContent(html);
      for (const width of emailWidths) {
        await page.setViewportSize({ width, height: 640 });
        for (const colorScheme of emailSchemes) {
          await page.emulateMedia({ colorScheme });
          await page.screenshot({
            path: join(folder, `${name}-${width}-${colorScheme}.png`),
            fullPage: true,
          });
        }
      }
    }
    console.log(`${sampleNotices.length} emails in ${folder}`);
  } finally {
    await browser.close();
  }
}

await main();
