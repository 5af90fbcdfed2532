import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileEmails } from '../../../infra/build-emails.ts';
import { letterData } from '../../../test/support/letter-data.ts';
import { type LetterDocument, letterDocument, partsOf } from '../document.ts';
import { letterFiles } from './letter-files.ts';

let folder: string;
let make: ReturnType<typeof letterFiles>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letters-'));
  await compileEmails(folder);
  make = letterFiles(join(folder, 'fonts'));
});
afterAll(() => rm(folder, { recursive: true }));

const body = [
  'Thank you for the specification.\nIt was read.',
  '# Conditions',
  '1. Say how it is assessed.\nDue by 31 March 2027.',
  '2. Plan the time.',
  '# Comments on 4.1: A criterion.',
  '- Well put.\n- Add an example.',
].join('\n\n');

const letterWith = (besides: Parameters<typeof letterData>[0] = {}): LetterDocument =>
  letterDocument(
    partsOf(
      letterData({
        subject: 'Frailty, version 2: endorsed with conditions',
        body,
        reference: 'CR-78DB-EB6B',
        release: {
          on: '2026-11-22',
          addressee: 'Dr Łukasz Ångström-O’Neill',
          signatory: { name: 'Professor A Sample', position: 'Head of the Centre' },
        },
        ...besides,
      }),
      '',
    ),
  );

const pdfOf = async (letter: LetterDocument) => (await make(letter, 'pdf', false)).bytes;

/** A PDF as an independent reader finds it: tags with the text in them, in their order, and text outside of any tag. */
async function read(bytes: Uint8Array) {
  const loading = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await loading.promise;
  const tags: [tag: string, text: string][] = [];
  const untagged: string[] = [];
  const feet: string[] = [];
  for (let i = 1; i <= document.numPages; i += 1) {
    const page = await document.getPage(i);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const byId = new Map<string, string>();
    const open: (string | null)[] = [];
    for (const item of items) {
      if ('str' in item) {
        const id = open.at(-1);
        if (id === undefined) untagged.push(item.str);
        else if (id !== null) byId.set(id, `${byId.get(id) ?? ''}${item.str}${item.hasEOL ? ' ' : ''}`);
        else feet.push(item.str);
      } else if (item.type === 'endMarkedContent') open.pop();
      else open.push(item.id ?? null);
    }
    const walk = (
      node: { role?: string; children?: unknown[]; type?: string; id?: string },
      role: string,
    ) => {
      if (node.type === 'content')
        tags.push([role, (byId.get(node.id ?? '') ?? '').replace(/\s+/g, ' ').trim()]);
      for (const child of node.children ?? []) walk(child as typeof node, node.role ?? role);
    };
    walk((await page.getStructTree()) as Parameters<typeof walk>[0], 'Root');
  }
  const { info } = (await document.getMetadata()) as { info: Record<string, unknown> };
  const pages = document.numPages;
  await loading.destroy();
  return { tags, untagged: untagged.filter((text) => text.trim() !== ''), feet, info, pages };
}

describe('the PDF', () => {
  test('is read in its order by its tags: whom it is to, title, headings, lists and who signs', async () => {
    const { tags, untagged } = await read(await pdfOf(letterWith({ sample: false })));
    expect(tags).toEqual([
      ['P', 'Centre for Advancing Practice'],
      ['P', 'Dr Łukasz Ångström-O’Neill Sample organisation'],
      ['P', '22 November 2026 Our reference: CR-78DB-EB6B'],
      ['H1', 'Frailty, version 2: endorsed with conditions'],
      ['P', 'Dear Dr Łukasz Ångström-O’Neill,'],
      ['P', 'Thank you for the specification. It was read.'],
      ['H2', 'Conditions'],
      ['Lbl', '1.'],
      ['LBody', 'Say how it is assessed. Due by 31 March 2027.'],
      ['Lbl', '2.'],
      ['LBody', 'Plan the time.'],
      ['H2', 'Comments on 4.1: A criterion.'],
      ['Lbl', '•'],
      ['LBody', 'Well put.'],
      ['Lbl', '•'],
      ['LBody', 'Add an example.'],
      ['P', 'Yours sincerely'],
      ['P', 'Professor A Sample Head of the Centre Centre for Advancing Practice'],
    ]);
    expect(untagged).toEqual([]);
  });

  test('keeps the lines of headings and items in one element each', async () => {
    const listed = 'It draws on:\n  - practice\n  - research';
    const { tags } = await read(
      await pdfOf(letterWith({ body: `# Comments on 4.1: ${listed}\n\n- ${listed}` })),
    );
    expect(tags).toContainEqual(['H2', 'Comments on 4.1: It draws on: - practice - research']);
    expect(tags).toContainEqual(['LBody', 'It draws on: - practice - research']);
  });

  test('says its title, language and sender, that it is tagged, and that it is for everybody', async () => {
    const bytes = await pdfOf(letterWith());
    const { info } = await read(bytes);
    expect(info).toMatchObject({
      Title: 'Frailty, version 2: endorsed with conditions',
      Author: 'Centre for Advancing Practice',
      Language: 'en-GB',
    });
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toContain('/Marked true');
    expect(raw).toContain('/DisplayDocTitle true');
    expect(raw).toMatch(/<pdfuaid:part>\s*1\s*<\/pdfuaid:part>/);
  });

  test('keeps words whole where its font lacks a letter, and says in a box what it cannot draw', async () => {
    const { tags } = await read(await pdfOf(letterWith({ body: 'An eﬀective dose is 5 ㎎.\tPart Ⅳ, 李.' })));
    expect(tags.map(([, text]) => text)).toContain('An effective dose is 5 mg. Part IV, □.');
  });

  test('with a title that has marks of XML says it whole in both of its places', async () => {
    const bytes = await pdfOf(letterWith({ subject: 'Pain & care <2>, version 2: endorsed' }));
    expect((await read(bytes)).info).toMatchObject({ Title: 'Pain & care <2>, version 2: endorsed' });
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toContain('Pain &amp; care &lt;2&gt;, version 2: endorsed');
    expect(raw).toMatch(/<pdfuaid:part>\s*1\s*<\/pdfuaid:part>/);
  });

  test('that goes over pages has reference and page number at each foot, outside of what is read', async () => {
    const long = Array.from({ length: 60 }, (_, i) => `Paragraph ${i + 1} says a little more.`).join('\n\n');
    const { tags, feet, pages } = await read(await pdfOf(letterWith({ body: long })));
    expect(pages).toBeGreaterThan(2);
    expect(tags.filter(([, text]) => text.startsWith('Paragraph '))).toHaveLength(60);
    for (let i = 1; i <= pages; i += 1) expect(feet).toContain(`Page ${i} of ${pages}`);
    expect(tags.map(([, text]) => text).join(' ')).not.toContain('Page 1 of');
  });

  test('begins and ends on each page whatever it tags there, also where a list goes over pages', async () => {
    const long = Array.from({ length: 90 }, (_, i) => `- Item ${i + 1} of a list.`).join('\n');
    const bytes = Buffer.from(
      await pdfOf(letterWith({ body: `# Comments on 4.1: A criterion.\n\n${long}` })),
    );
    const pages = [...bytes.toString('latin1').matchAll(/stream\r?\n/g)].flatMap(({ index, 0: mark }) => {
      try {
        const drawn = inflateSync(bytes.subarray(index + mark.length)).toString('latin1');
        return drawn.includes('EMC') ? [drawn] : [];
      } catch {
        return [];
      }
    });
    expect(pages.length).toBeGreaterThan(2);
    for (const drawn of pages)
      expect(drawn.match(/\bEMC\b/g)?.length).toBe(drawn.match(/\bB[DM]C\b/g)?.length);
  });

  test('of a sample says so above its title', async () => {
    const { tags } = await read(await pdfOf(letterWith({ sample: true })));
    expect(tags[3]).toEqual(['P', 'Sample criteria: this round does not use the Centre’s own criteria.']);
  });

  test('has a box for what its fonts lack, and drops what cannot be seen', async () => {
    const { tags } = await read(
      await pdfOf(
        letterWith({ body: 'Greek Ωμέγα, Привет, ½ ≥ “x”; 😀 and 汉; soft\u00adhyphen, \u202eturned.' }),
      ),
    );
    expect(tags.map(([, text]) => text)).toContain(
      'Greek Ωμέγα, Привет, ½ ≥ “x”; □ and □; softhyphen, turned.',
    );
  });

  test('is the same to the byte whenever it is made', async () => {
    const [one, other] = [await pdfOf(letterWith()), await pdfOf(letterWith())];
    expect(Buffer.compare(one, other)).toBe(0);
  });
});

test('the DOCX has the same parts as headings, lists and paragraphs, its title and its language', async () => {
  const { bytes, fileName } = await make(letterWith(), 'docx', true);
  expect(fileName).toBe('draft-letter-CR-78DB-EB6B.docx');
  const part = (name: string) => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());
  const paragraphs = part('word/document.xml')
    .split('</w:p>')
    .map((paragraph) => [
      /<w:pStyle w:val="(\w+)"/.exec(paragraph)?.[1] ?? '',
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map(([, text]) => text).join(' '),
    ]);
  expect(paragraphs).toEqual(
    expect.arrayContaining([
      ['Heading1', 'Frailty, version 2: endorsed with conditions'],
      ['Heading2', 'Conditions'],
      ['ListParagraph', 'Say how it is assessed. Due by 31 March 2027.'],
      ['ListParagraph', 'Add an example.'],
      ['', 'Professor A Sample Head of the Centre Centre for Advancing Practice'],
    ]),
  );
  expect(part('docProps/core.xml')).toContain('Frailty, version 2: endorsed with conditions');
  expect(part('word/styles.xml')).toContain('w:val="en-GB"');
});

test('the DOCX breaks the lines of headings and items as they were written', async () => {
  const listed = 'It draws on:\n  - practice\n  - research';
  const { bytes } = await make(letterWith({ body: `# On 4.1: ${listed}\n\n- ${listed}` }), 'docx', false);
  const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
  const linesOf = (style: string) =>
    xml
      .split('</w:p>')
      .filter((paragraph) => paragraph.includes(`<w:pStyle w:val="${style}"`))
      .map((paragraph) => paragraph.replaceAll('<w:br/>', '\n').replace(/<[^>]*>/g, ''));
  expect(linesOf('Heading2')).toEqual(['On 4.1: It draws on:\n- practice\n- research']);
  expect(linesOf('ListParagraph')).toEqual(['It draws on:\n- practice\n- research']);
});

test('what no file of XML can hold stands in neither of them', async () => {
  const odd = 'Frailty\u000b\u0000 \ufffe \uffff \ud800, version 2';
  const letter = letterWith({ subject: odd, body: `# ${odd}\n\n${odd}` });
  const pdf = strFromU8(await pdfOf(letter), true);
  const xmp = pdf.slice(pdf.indexOf('<x:xmpmeta'), pdf.indexOf('</x:xmpmeta>') + '</x:xmpmeta>'.length);
  const parts = Object.entries(unzipSync((await make(letter, 'docx', true)).bytes));
  const wrong: string[] = [];
  for (const [name, xml] of [['XMP', xmp], ...parts.map(([name, bytes]) => [name, strFromU8(bytes)])]) {
    if (name !== 'XMP' && !/\.(xml|rels)$/.test(name ?? '')) continue;
    const parser = new SaxesParser();
    parser.on('error', ({ message }) => wrong.push(`${name}: ${message}`));
    parser.write(xml ?? '').close();
  }
  expect(wrong).toEqual([]);
  expect(xmp).toContain('Frailty');
});
