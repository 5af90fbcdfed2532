import { Workbook } from '@cj-tech-master/excelts';
import { strToU8, zipSync } from 'fflate';

/** The namespaces of SpreadsheetML, of what an office document is related to, and of how it says so. */
export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const documents = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** What every workbook has but its sheet, which is `xl/worksheets/sheet1.xml`; its one shared text is “Zero”. */
export const usual: Readonly<Record<string, string>> = {
  '_rels/.rels': `<Relationships xmlns="${packages}"><Relationship Id="r" Type="${documents}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${documents}"><sheets><sheet name="One" sheetId="1" r:id="s1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}"><Relationship Id="s1" Type="${documents}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="${documents}/styles" Target="styles.xml"/><Relationship Id="s3" Type="${documents}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${main}"><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>`,
  'xl/sharedStrings.xml': `<sst xmlns="${main}"><si><t>Zero</t></si></sst>`,
};

/** The files of an archive by their paths. */
export type Parts = Readonly<Record<string, string | Uint8Array>>;

/** Files as an archive, packed or (level 0) as they are. */
export const zipped = (parts: Parts, level: 0 | 6 = 6): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([path, held]) => [path, typeof held === 'string' ? strToU8(held) : held]),
    ),
    { level },
  );

/** A workbook with these parts beside the usual ones, or in their place. */
export const workbook = (parts: Parts, level: 0 | 6 = 6): Uint8Array => zipped({ ...usual, ...parts }, level);

/** The sheet’s part, with these rows and what stands below them. */
export const sheet = (rows: string, after = '') => ({
  'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
});

/** The part of the shared texts, each as it stands inside of its `si`. */
export const strings = (...items: readonly string[]) => ({
  'xl/sharedStrings.xml': `<sst xmlns="${main}">${items.map((item) => `<si>${item}</si>`).join('')}</sst>`,
});

/** A workbook as another program writes it. */
export async function written(fill: (workbook: Workbook) => void): Promise<Uint8Array> {
  const book = new Workbook();
  fill(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}
