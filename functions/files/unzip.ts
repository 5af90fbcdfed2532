import { crc32 } from 'node:zlib';
import { Inflate } from 'fflate';
import { Unreadable } from './unreadable.ts';

/** The bytes of one of an archive’s files; null where it has none of this path. */
export type Unpack = (path: string) => Uint8Array | null;

/** A file of an archive, as its directory describes it. */
interface Entry {
  readonly method: number;
  readonly sum: number;
  /** How many bytes it has in the archive. */
  readonly packed: number;
  /** Where it stands in the archive. */
  readonly offset: number;
}

/** No workbook has as many files. */
const maxFiles = 10_000;

/** How many packed bytes are unpacked at once: they become a thousand times as many at most. */
const piece = 16 * 1024;

/**
 * Opens a ZIP archive (PKWARE APPNOTE 6.3.10). What is asked for is unpacked then, checked against its sum, and counts
 * towards `maxBytes`. Paths are told apart by neither upper and lower case nor the kind of their slashes, as office
 * documents have it.
 *
 * fflate unpacks, but not by its `unzipSync`: that believes what a file says of its own size, and goes on for as long
 * as a smaller claim is a lie; nor does it look at sums.
 *
 * @throws Unreadable, also when something is unpacked
 */
export function unzip(bytes: Uint8Array, maxBytes: number): Unpack {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = intact(() => directory(archive));
  let room = maxBytes;
  return (path) => {
    const entry = entries.get(samePath(path));
    if (entry === undefined) return null;
    const unpacked = intact(() => content(archive, entry, room));
    room -= unpacked.length;
    return unpacked;
  };
}

const samePath = (path: string): string => path.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();

/** Runs what reads an archive; a damaged one makes it read past the end, or fail to unpack. */
function intact<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('damaged');
  }
}

function directory(archive: Buffer): ReadonlyMap<string, Entry> {
  const end = archive.lastIndexOf('PK\x05\x06');
  // What begins like an archive and has no end was cut off.
  if (end < 0) throw new Unreadable(archive[0] === 0x50 && archive[1] === 0x4b ? 'damaged' : 'other-kind');
  const entries = new Map<string, Entry>();
  const start = archive.readUInt32LE(end + 16);
  let at = start === inZip64 ? long(archive, archive.lastIndexOf('PK\x06\x06') + 48) : start;
  for (let files = 0; archive.readUInt32LE(at) === 0x02014b50; files += 1) {
    if (files === maxFiles) throw new Unreadable('too-large');
    const extra = at + 46 + archive.readUInt16LE(at + 28);
    const next = extra + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    entries.set(samePath(archive.toString('utf8', at + 46, extra)), {
      method: archive.readUInt16LE(at + 10),
      sum: archive.readUInt32LE(at + 16),
      ...place(archive, at, extra),
    });
    at = next;
  }
  return entries;
}

/** What stands for a number that is too large for its field, or that a program writes in ZIP64’s way whatever it is. */
const inZip64 = 0xffffffff;

const long = (archive: Buffer, at: number): number => Number(archive.readBigUInt64LE(at));

function place(archive: Buffer, at: number, extra: number): Pick<Entry, 'packed' | 'offset'> {
  let wide = extra;
  const numberOf = (field: number): number => {
    const short = archive.readUInt32LE(at + field);
    if (short !== inZip64) return short;
    if (wide === extra) {
      while (archive.readUInt16LE(wide) !== 1) wide += 4 + archive.readUInt16LE(wide + 2);
      wide += 4;
    }
    wide += 8;
    return long(archive, wide - 8);
  };
  // In ZIP64 the size comes first, of which we need nothing but the place that it takes.
  numberOf(24);
  return { packed: numberOf(20), offset: numberOf(42) };
}

function content(archive: Buffer, { method, sum, packed, offset }: Entry, room: number): Uint8Array {
  const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  const data = archive.subarray(start, start + packed);
  if (method !== 0 && method !== 8) throw new Unreadable('damaged');
  const unpacked = method === 0 ? data : inflate(data, room);
  if (unpacked.length > room) throw new Unreadable('too-large');
  if (crc32(unpacked) !== sum) throw new Unreadable('damaged');
  return unpacked;
}

function inflate(data: Uint8Array, room: number): Uint8Array {
  const unpacked: Uint8Array[] = [];
  let size = 0;
  const inflating = new Inflate((chunk) => {
    size += chunk.length;
    if (size > room) throw new Unreadable('too-large');
    unpacked.push(chunk);
  });
  for (let at = 0; at < data.length; at += piece)
    inflating.push(data.subarray(at, at + piece), at + piece >= data.length);
  return Buffer.concat(unpacked, size);
}
