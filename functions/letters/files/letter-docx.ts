import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import type { LetterBlock } from '../../emails/letter-blocks.ts';
import type { LetterDocument } from '../document.ts';

/** Twentieths of a point: A4, with margins of 25 mm. */
const page = { width: 11906, height: 16838 };
const margin = 1418;
const textWidth = page.width - 2 * margin;
/** Half points. */
const size = { text: 22, title: 30, heading: 25, head: 30, foot: 18 };
const colour = { blue: '005EB8', text: '212B32', grey: '4C6272', yellow: 'FFB81C' };

/** A letter for Word and its like: the same parts in the same order as the PDF, as headings, lists and paragraphs. */
export async function letterDocx(letter: LetterDocument): Promise<Uint8Array> {
  const lists = letter.blocks.filter((block) => block.kind === 'numbered');
  const document = new Document({
    title: letter.title,
    creator: letter.signature.at(-1) ?? '',
    subject: `Reference ${letter.reference}`,
    styles: {
      default: {
        document: {
          run: { font: 'Arial', size: size.text, color: colour.text, language: { value: 'en-GB' } },
          paragraph: { spacing: { after: 180, line: 300 } },
        },
        heading1: {
          run: { font: 'Arial', size: size.title, bold: true, color: colour.text },
          paragraph: { spacing: { before: 240, after: 180, line: 300 } },
        },
        heading2: {
          run: { font: 'Arial', size: size.heading, bold: true, color: colour.text },
          paragraph: { spacing: { before: 300, after: 100, line: 300 }, keepNext: true },
        },
      },
    },
    numbering: {
      config: [
        { reference: 'items', levels: [level(LevelFormat.BULLET, '•', 1)] },
        // Each list counts by itself.
        ...lists.map((list, i) => ({
          reference: `numbered-${i}`,
          levels: [level(LevelFormat.DECIMAL, '%1.', list.start)],
        })),
      ],
    },
    sections: [
      {
        properties: {
          page: { size: page, margin: { top: margin, bottom: margin, left: margin, right: margin } },
        },
        footers: { default: footer(letter.reference) },
        children: [
          ...head(letter),
          ...letter.blocks.flatMap((block) =>
            paragraphs(block, block.kind === 'numbered' ? lists.indexOf(block) : -1),
          ),
          new Paragraph({ text: letter.closing, spacing: { before: 240, after: 800 }, keepNext: true }),
          broken(letter.signature, { boldFirst: letter.signature.length > 1 }),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

const level = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string, start: number) => ({
  level: 0,
  format,
  text,
  start,
  alignment: AlignmentType.LEFT,
  style: { paragraph: { indent: { left: 400, hanging: 400 } } },
});

/** Runs of lines that stand below each other. */
const runs = (lines: readonly string[], boldFirst = false): ParagraphChild[] =>
  lines.map(
    (line, i) =>
      new TextRun({ text: line, ...(i > 0 && { break: 1 }), ...(boldFirst && i === 0 && { bold: true }) }),
  );

const broken = (lines: readonly string[], { boldFirst = false } = {}) =>
  new Paragraph({ children: runs(lines, boldFirst) });

/** What stands above the greeting, and the greeting. */
const head = (letter: LetterDocument): Paragraph[] => [
  new Paragraph({
    children: [
      new TextRun({ text: letter.signature.at(-1) ?? '', bold: true, size: size.head, color: colour.blue }),
    ],
    border: { bottom: { style: BorderStyle.SINGLE, size: 20, space: 6, color: colour.blue } },
    spacing: { after: 360 },
  }),
  broken(letter.addressee),
  broken([...(letter.dated === null ? [] : [letter.dated]), `Our reference: ${letter.reference}`]),
  ...(letter.mark === null
    ? []
    : [
        new Paragraph({
          children: [new TextRun({ text: letter.mark, bold: true })],
          border: { left: { style: BorderStyle.SINGLE, size: 36, space: 8, color: colour.yellow } },
          indent: { left: 200 },
          spacing: { before: 200, after: 200 },
        }),
      ]),
  new Paragraph({ text: letter.title, heading: HeadingLevel.HEADING_1 }),
  new Paragraph({ text: letter.greeting }),
];

function paragraphs(block: LetterBlock, list: number): readonly Paragraph[] {
  if (block.kind === 'heading')
    return [new Paragraph({ children: runs(block.lines), heading: HeadingLevel.HEADING_2 })];
  if (block.kind === 'paragraph') return [broken(block.lines)];
  const reference = block.kind === 'list' ? 'items' : `numbered-${list}`;
  return block.lines.map(
    (item) =>
      new Paragraph({
        children: runs(item.split('\n')),
        numbering: { reference, level: 0 },
        spacing: { after: 100 },
      }),
  );
}

const footer = (reference: string) =>
  new Footer({
    children: [
      new Paragraph({
        children: [
          new TextRun({
            children: [
              `Our reference: ${reference}`,
              new Tab(),
              'Page ',
              PageNumber.CURRENT,
              ' of ',
              PageNumber.TOTAL_PAGES,
            ],
            size: size.foot,
            color: colour.grey,
          }),
        ],
        tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
        border: { top: { style: BorderStyle.SINGLE, size: 6, space: 6, color: colour.grey } },
      }),
    ],
  });
