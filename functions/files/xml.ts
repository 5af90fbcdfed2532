import { SaxesParser } from 'saxes';
import { decode } from './decode.ts';
import { Unreadable } from './unreadable.ts';

/**
 * What is told of a document, by paths of names without their prefixes: `worksheet/sheetData/row`. Text comes in
 * pieces, CDATA as the text that it is.
 */
export interface XmlReader {
  readonly open?: (path: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (path: string, text: string) => void;
  readonly close?: (path: string) => void;
}

/** The element that a document must be, and what it may name as its namespace if it names one. */
export interface XmlRoot {
  readonly name: string;
  readonly namespace: RegExp;
}

/** Office documents go a dozen elements deep. Each that is open costs memory, and a file of a few bytes opens millions. */
const maxDepth = 64;

/**
 * Reads an XML document from its beginning to its end. Prefixes are left out without looking at what they stand for,
 * but for the root’s: namespaces that are looked up at every element take minutes where somebody means them to. What
 * a document type declares is not read, so that nothing in it can grow.
 *
 * @throws Unreadable where it is not well-formed or has another root
 */
export function readXml(bytes: Uint8Array, root: XmlRoot, { open, text, close }: XmlReader): void {
  const xml = decode(bytes);
  if (xml === null) throw new Unreadable('damaged');
  const parser = new SaxesParser({ xmlns: false, position: false });
  const paths: string[] = [];
  const path = () => paths.at(-1) ?? '';
  parser.on('error', () => {
    throw new Unreadable('damaged');
  });
  parser.on('opentag', ({ name, attributes }) => {
    const colon = name.indexOf(':');
    const local = name.slice(colon + 1);
    if (paths.length === 0) {
      const namespace = attributes[colon < 0 ? 'xmlns' : `xmlns:${name.slice(0, colon)}`] ?? '';
      if (local !== root.name || (namespace !== '' && !root.namespace.test(namespace)))
        throw new Unreadable('other-kind');
    }
    if (paths.length === maxDepth) throw new Unreadable('damaged');
    paths.push(paths.length === 0 ? local : `${path()}/${local}`);
    open?.(path(), attributes);
  });
  parser.on('closetag', () => {
    close?.(path());
    paths.pop();
  });
  const told = (piece: string) => text?.(path(), piece);
  parser.on('text', told);
  parser.on('cdata', told);
  parser.write(xml).close();
}
