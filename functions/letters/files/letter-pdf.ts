import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { LetterBlock } from '../../emails/letter-blocks.ts';
import type { LetterDocument, LetterFonts } from '../document.ts';

/** Points: A4, with margins of 25 mm. */
const margin = 71;
const page = { width: 595.28, height: 841.89 };
const textWidth = page.width - 2 * margin;
/** Where dates and references stand, beside whom the letter is to. */
const asideLeft = 350;
/** How far the items of lists stand in. */
const indent = 20;

const size = { text: 11, title: 15, heading: 12.5, head: 15, foot: 9 };
/** Between lines, and after paragraphs. */
const gap = { line: 3.5, after: 9, item: 5 };
/** Those of the NHS identity: its blue, its darkest text, its grey, its warm yellow. */
const colour = { blue: '#005eb8', text: '#212b32', grey: '#4c6272', yellow: '#ffb81c' };

/** What PDFKit has of a font and its types do not say; a test holds it to this. */
interface EmbeddedFont {
  readonly font: { readonly hasGlyphForCodePoint: (codePoint: number) => boolean };
  /** The characters of each glyph in the file. The first is the one for characters that the font lacks. */
  readonly unicode: (readonly number[])[];
}

type Style = 'regular' | 'bold';

/**
 * A letter as a PDF for everybody (PDF/UA-1): tagged in reading order, with its language and title, headings, lists,
 * and fonts that come along. What stands on every page is marked as no part of the text. The same letter always gives
 * the same bytes.
 */
export async function letterPdf(letter: LetterDocument, fonts: LetterFonts): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: margin, bottom: margin, left: margin, right: margin },
    pdfVersion: '1.7',
    // Its types know PDF/A only.
    ...({ subset: 'PDF/UA' } as object),
    tagged: true,
    displayTitle: true,
    lang: 'en-GB',
    bufferPages: true,
    // None of PDFKit's own, which it would look for beside a bundle that does not have them.
    font: '',
    info: {
      Title: letter.title,
      Author: sender(letter),
      Subject: `Reference ${letter.reference}`,
      CreationDate: new Date(`${letter.datedOn ?? '2000-01-01'}T12:00:00Z`),
    },
  });
  escapeMetadata(doc);
  const bytes = buffer(doc);
  const write = writer(doc, fonts);
  const root = doc.struct('Document');
  doc.addStructure(root);

  write.artifact('Layout', () => {
    doc.rect(margin, margin + 24, textWidth, 2.5).fill(colour.blue);
  });
  root.add(
    write.text('P', [sender(letter)], { style: 'bold', size: size.head, fill: colour.blue, at: margin }),
  );
  const below = margin + 50;
  root.add(write.text('P', letter.addressee, { at: below, width: asideLeft - margin - 20 }));
  const left = doc.y;
  const aside = [...(letter.dated === null ? [] : [letter.dated]), `Our reference: ${letter.reference}`];
  root.add(write.text('P', aside, { at: below, left: asideLeft, width: page.width - margin - asideLeft }));
  doc.y = Math.max(left, doc.y) + 16;
  if (letter.mark !== null) {
    const top = doc.y;
    root.add(write.text('P', [letter.mark], { style: 'bold', left: margin + 14, width: textWidth - 14 }));
    write.artifact('Layout', () => {
      doc.rect(margin, top - 3, 5, doc.y - top - gap.after + 4).fill(colour.yellow);
    });
    doc.y += 10;
  }
  root.add(write.text('H1', [letter.title], { style: 'bold', size: size.title }));
  root.add(write.text('P', [letter.greeting]));
  for (const block of letter.blocks) root.add(write.block(block));
  write.keepTogether(2 + letter.signature.length + 3);
  doc.y += 6;
  root.add(write.text('P', [letter.closing]));
  // Room for a signature.
  doc.y += 30;
  root.add(write.text('P', letter.signature, { boldFirst: true }));
  root.end();

  const { start, count } = doc.bufferedPageRange();
  for (let i = start; i < start + count; i += 1) {
    doc.switchToPage(i);
    write.foot(letter.reference, `Page ${i - start + 1} of ${count}`);
  }
  doc.end();
  return new Uint8Array(await bytes);
}

/**
 * PDFKit puts title, author and subject into its XML as they are: a title with “&” would make it none. The other place
 * that it puts them in takes them plain.
 */
function escapeMetadata(doc: PDFKit.PDFDocument): void {
  const inner = doc as unknown as { _addInfo(): void; readonly info: Readonly<Record<string, unknown>> };
  const addInfo = inner._addInfo;
  const escaped = (value: unknown) =>
    typeof value === 'string'
      ? value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      : value;
  inner._addInfo = () => {
    const info = Object.fromEntries(Object.entries(inner.info).map(([key, value]) => [key, escaped(value)]));
    addInfo.call(Object.create(doc, { info: { value: info } }));
  };
}

/** The Centre, which signs last. */
const sender = ({ signature }: LetterDocument): string => signature.at(-1) ?? '';

interface Look {
  readonly style?: Style;
  readonly size?: number;
  readonly fill?: string;
  readonly at?: number;
  readonly left?: number;
  readonly width?: number;
  readonly after?: number;
  readonly boldFirst?: boolean;
}

function writer(doc: PDFKit.PDFDocument, fonts: LetterFonts) {
  const has: Record<Style, (codePoint: number) => boolean> = {
    regular: register('regular'),
    bold: register('bold'),
  };

  function register(style: Style) {
    doc.registerFont(style, Buffer.from(fonts[style]));
    doc.font(style);
    const { font, unicode } = (doc as unknown as { readonly _font: EmbeddedFont })._font;
    // PDFKit says of the glyph for missing characters that it is U+0000, which PDF/UA forbids.
    unicode[0] = [0xfffd];
    return (codePoint: number) => font.hasGlyphForCodePoint(codePoint);
  }

  const lineHeight = size.text * 1.15 + gap.line;

  /** Lines below each other, as the content of one element. */
  function draw(lines: readonly string[], look: Look): void {
    const { style = 'regular', left = margin, width = page.width - margin - left, fill = colour.text } = look;
    lines.forEach((line, i) => {
      const used = look.boldFirst && i === 0 && lines.length > 1 ? 'bold' : style;
      doc
        .font(used)
        .fontSize(look.size ?? size.text)
        .fillColor(fill)
        // A space at the end keeps the last word of a line from running into the next one where it is read aloud.
        .text(`${drawable(line, has[used])}${i < lines.length - 1 ? ' ' : ''}`, left, undefined, {
          width,
          lineGap: gap.line,
        });
    });
    doc.y += look.after ?? gap.after;
  }

  const text = (type: string, lines: readonly string[], look: Look = {}) =>
    doc.struct(type, {}, () => {
      if (look.at !== undefined) doc.y = look.at;
      draw(lines, look);
    });

  /** Goes on on the next page where fewer than so many lines are left on this one. */
  function keepTogether(lines: number): void {
    // What is being tagged goes on being so: `addPage` would end it on the next page without having begun it there.
    if (doc.y + lines * lineHeight > page.height - margin) doc.continueOnNewPage();
  }

  function listOf(items: readonly string[], labels: readonly string[]) {
    const list = doc.struct('L');
    items.forEach((item, i) => {
      const one = doc.struct('LI');
      list.add(one);
      let top = 0;
      one.add(
        doc.struct('Lbl', {}, () => {
          keepTogether(1);
          top = doc.y;
          draw([`${labels[i]} `], { left: margin, width: indent, after: 0 });
        }),
      );
      one.add(
        doc.struct('LBody', {}, () => {
          doc.y = top;
          draw(item.split('\n'), {
            left: margin + indent,
            after: i < items.length - 1 ? gap.item : gap.after,
          });
        }),
      );
      one.end();
    });
    list.end();
    return list;
  }

  return {
    text,
    keepTogether,
    block(block: LetterBlock) {
      switch (block.kind) {
        case 'heading':
          keepTogether(4);
          doc.y += 6;
          return text('H2', block.lines, { style: 'bold', size: size.heading, after: 5 });
        case 'paragraph':
          return text('P', block.lines);
        case 'list':
          return listOf(
            block.lines,
            block.lines.map(() => '•'),
          );
        case 'numbered':
          return listOf(
            block.lines,
            block.lines.map((_, i) => `${block.start + i}.`),
          );
      }
    },
    /** Draws what is no part of the text. */
    artifact(type: 'Layout' | 'Pagination', drawing: () => void): void {
      doc.markContent('Artifact', { type });
      drawing();
      doc.endMarkedContent();
    },
    /** What stands at the foot of a page: left and right. */
    foot(reference: string, pages: string): void {
      // Without a margin below, or it would begin another page.
      const { bottom } = doc.page.margins;
      doc.page.margins.bottom = 0;
      const top = page.height - margin + 24;
      this.artifact('Pagination', () => {
        doc.rect(margin, top - 8, textWidth, 0.75).fill(colour.grey);
        doc.font('regular').fontSize(size.foot).fillColor(colour.grey);
        doc.text(`Our reference: ${reference}`, margin, top, { lineBreak: false });
        doc.text(pages, margin, top, { width: textWidth, align: 'right', lineBreak: false });
      });
      doc.page.margins.bottom = bottom;
    },
  };
}

/** What stands for a character that the font lacks. */
const missing = '\u25a1';

/** A text of which the font has every character: without marks where it lacks those, and □ where it lacks all of it. */
function drawable(text: string, has: (codePoint: number) => boolean): string {
  const isKnown = (character: string) => has(character.codePointAt(0) ?? 0);
  const seen = text
    .normalize('NFC')
    .replace(/[\t\v\f]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '');
  let drawn = '';
  for (const character of seen) {
    // All that it stands for, or a box: “㎎” is no “m”.
    const plain = [...character.normalize('NFKD')].filter((part) => !/\p{Mn}/u.test(part));
    if (isKnown(character)) drawn += character;
    else drawn += plain.every(isKnown) ? plain.join('') : isKnown(missing) ? missing : '?';
  }
  return drawn;
}
