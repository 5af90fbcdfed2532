/** What is told of an XML document, from its start to its end. Names come without their prefix. */
export interface XmlListener {
  readonly start?: (name: string, attribute: (name: string) => string | undefined) => void;
  readonly end?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/**
 * Walks through an XML document (XML 1.0, 5th edition), as far as office documents need it. Answers false
 * where it is none or declares a document type: entities of its own, which can unfold to gigabytes, are
 * never expanded.
 */
export function walkXml(xml: string, listener: XmlListener): boolean {
  const piece =
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w.:-]+)\s*>|<([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
  // XML has one kind of line end, however the file was written (2.11).
  const document = xml.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const open: string[] = [];
  while (piece.lastIndex < document.length) {
    const found = piece.exec(document);
    if (found === null) return false;
    const [, data, closed, opened, attributes = '', empty, text] = found;
    if (data !== undefined) listener.text?.(data);
    else if (text !== undefined) {
      const read = withoutEntities(text);
      if (read === null) return false;
      listener.text?.(read);
    } else if (closed !== undefined) {
      if (open.pop() !== closed) return false;
      listener.end?.(localName(closed));
    } else if (opened !== undefined) {
      listener.start?.(localName(opened), (name) => attributeOf(attributes, name));
      if (empty === '') open.push(opened);
      else listener.end?.(localName(opened));
    }
  }
  return open.length === 0;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

function attributeOf(attributes: string, wanted: string): string | undefined {
  for (const [, name = '', one, other] of attributes.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    if (localName(name) === wanted) return withoutEntities(one ?? other ?? '') ?? undefined;
  return undefined;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with its entities replaced; null where it has one that XML does not know. */
function withoutEntities(text: string): string | null {
  if (!text.includes('&')) return text;
  let isKnown = true;
  const replaced = text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));|&/gi, (_, hex, decimal, name) => {
    const point = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const char =
      name !== undefined ? entities[name] : point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
    isKnown &&= char !== undefined;
    return char ?? '';
  });
  return isKnown ? replaced : null;
}
