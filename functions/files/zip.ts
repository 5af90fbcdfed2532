import { crc32, deflateRawSync } from 'node:zlib';

/** A file to go into an archive. */
export interface ZippedFile {
  /** With forward slashes, in ASCII. */
  readonly path: string;
  readonly content: string;
}

/** 1 January 1980, the first day that a ZIP knows: the same files always make the same archive. */
const firstDay = 0x21;

/** Packs files into a ZIP archive (PKWARE APPNOTE 6.3.10, deflate, no extras), enough for office documents. */
export function zip(files: readonly ZippedFile[]): Uint8Array {
  const packed = files.map(({ path, content }) => {
    const bytes = Buffer.from(content, 'utf8');
    return {
      name: Buffer.from(path, 'ascii'),
      deflated: deflateRawSync(bytes),
      sum: crc32(bytes),
      size: bytes.length,
    };
  });
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, deflated, sum, size } of packed) {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // Needs version 2.0, which is deflate.
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(firstDay, 8);
    common.writeUInt32LE(sum, 10);
    common.writeUInt32LE(deflated.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(name.length, 22);
    parts.push(signature(0x04034b50), common, name, deflated);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(signature(0x02014b50), Buffer.from([20, 0]), common, entry, name);
    offset += 4 + common.length + name.length + deflated.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(packed.length, 4);
  end.writeUInt16LE(packed.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...parts, listed, signature(0x06054b50), end]));
}

function signature(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
