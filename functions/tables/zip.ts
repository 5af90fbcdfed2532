import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { fail, ok, type Result } from '../../shared/domain/result.ts';

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

/** Why a file of an archive cannot be had. */
export type UnzipFailure = 'missing' | 'broken' | 'too-large';

/** Gives the files of an archive by their path, in any case of letters, each up to a number of bytes. */
export type Unzip = (path: string, maxBytes: number) => Result<Uint8Array, UnzipFailure>;

/** Opens a ZIP archive (without ZIP64 and encryption); null where it is none. Nothing is unpacked before it is asked for. */
export function openZip(given: Uint8Array): Unzip | null {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const end = bytes.lastIndexOf(signature(0x06054b50));
  if (end < 0 || end + 22 > bytes.length) return null;
  const entries = new Map<string, ZippedPart>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return null;
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((each) =>
      bytes.readUInt16LE(at + each),
    );
    const next = at + 46 + (nameLength ?? 0);
    entries.set(bytes.toString('utf8', at + 46, next).toLowerCase(), {
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      sum: bytes.readUInt32LE(at + 16),
      packedSize: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    });
    at = next + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return (path, maxBytes) => {
    const entry = entries.get(path.toLowerCase());
    return entry === undefined ? fail('missing') : unpacked(bytes, entry, maxBytes);
  };
}

interface ZippedPart {
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly sum: number;
  readonly packedSize: number;
  readonly offset: number;
}

function unpacked(
  bytes: Buffer,
  { isEncrypted, method, sum, packedSize, offset }: ZippedPart,
  maxBytes: number,
): Result<Uint8Array, UnzipFailure> {
  if (isEncrypted || offset + 30 > bytes.length) return fail('broken');
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(start, start + packedSize);
  if (packed.length > maxBytes) return fail('too-large');
  try {
    // What the archive says of its sizes may be a lie: unpacking stops at the limit.
    const content =
      method === 0 ? packed : method === 8 ? inflateRawSync(packed, { maxOutputLength: maxBytes }) : null;
    return content !== null && crc32(content) === sum ? ok(content) : fail('broken');
  } catch (error) {
    return fail(error instanceof RangeError ? 'too-large' : 'broken');
  }
}
