import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { Unreadable } from './unreadable.ts';
import { unzip } from './unzip.ts';

const text = 'a text that is written down again and again and again and again';

const archive = (level: 0 | 6 = 6) =>
  Buffer.from(zipSync({ 'xl/a.xml': strToU8(text), 'b.xml': strToU8('b') }, { level }));

const unpacked = (bytes: Uint8Array, path: string, room = 1_000) => {
  const file = unzip(bytes, room)(path);
  return file === null ? null : Buffer.from(file).toString();
};

/** Why it cannot be unpacked. */
const why = (act: () => unknown) => {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return error.why;
  }
};

/** Where the directory describes the file of this name. */
const described = (bytes: Buffer, path: string) => bytes.lastIndexOf(path) - 46;

/** The same archive as a program writes it that has every number in ZIP64’s fields, whatever it is. */
function inZip64(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf('PK\x05\x06');
  const directory = bytes.readUInt32LE(end + 16);
  const records: Buffer[] = [];
  for (let at = directory; at < end; at += 46 + bytes.readUInt16LE(at + 28)) {
    const record = Buffer.from(bytes.subarray(at, at + 46 + bytes.readUInt16LE(at + 28)));
    const other = Buffer.from([0x0a, 0, 2, 0, 9, 9]);
    const wide = Buffer.alloc(28);
    wide.writeUInt16LE(1, 0);
    wide.writeUInt16LE(24, 2);
    for (const [i, field] of [24, 20, 42].entries()) {
      wide.writeBigUInt64LE(BigInt(record.readUInt32LE(field)), 4 + 8 * i);
      record.writeUInt32LE(0xffffffff, field);
    }
    record.writeUInt16LE(other.length + wide.length, 30);
    records.push(record, other, wide);
  }
  const listed = Buffer.concat(records);
  const wideEnd = Buffer.alloc(56);
  wideEnd.write('PK\x06\x06', 'latin1');
  wideEnd.writeBigUInt64LE(BigInt(directory), 48);
  const shortEnd = Buffer.from(bytes.subarray(end));
  shortEnd.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([bytes.subarray(0, directory), listed, wideEnd, shortEnd]);
}

describe('an archive', () => {
  test.each([0, 6] as const)(
    'gives its files, by paths in any case and with any slash (level %d)',
    (level) => {
      for (const path of ['xl/a.xml', '/XL/A.xml', 'xl\\a.XML'])
        expect(unpacked(archive(level), path)).toBe(text);
      expect(unpacked(archive(level), 'xl/none.xml')).toBe(null);
    },
  );

  test('may have its numbers in ZIP64’s fields', () => {
    expect(unpacked(inZip64(archive()), 'xl/a.xml')).toBe(text);
    expect(unpacked(inZip64(archive()), 'b.xml')).toBe('b');
  });

  test('unpacks to no more than there is room for, counting all that is asked for', () => {
    const unpack = unzip(archive(), text.length + 1);
    expect(unpack('xl/a.xml')).toHaveLength(text.length);
    expect(unpack('b.xml')).toHaveLength(1);
    expect(why(() => unpack('b.xml'))).toBe('too-large');
    for (const level of [0, 6] as const)
      expect(why(() => unpacked(archive(level), 'xl/a.xml', text.length - 1))).toBe('too-large');
  });

  test('is damaged where a file is not what its sum says, or is packed in a way that is not known', () => {
    const changed = archive(0);
    changed.write('A', changed.indexOf(text));
    expect(why(() => unpacked(changed, 'xl/a.xml'))).toBe('damaged');
    expect(unpacked(changed, 'b.xml')).toBe('b');
    const unknown = archive();
    unknown.writeUInt16LE(93, described(unknown, 'xl/a.xml') + 10);
    expect(why(() => unpacked(unknown, 'xl/a.xml'))).toBe('damaged');
  });

  test('is damaged where it leads out of itself, and none at all without a directory', () => {
    const astray = archive();
    astray.writeUInt32LE(0xfffffff0, described(astray, 'xl/a.xml') + 42);
    expect(why(() => unpacked(astray, 'xl/a.xml'))).toBe('damaged');
    const bytes = archive();
    bytes.writeUInt32LE(bytes.length, bytes.length - 6);
    expect(why(() => unzip(bytes, 1_000))).toBe('damaged');
    expect(why(() => unzip(new Uint8Array(), 1_000))).toBe('other-kind');
  });

  test('claims no millions of files', () => {
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}`, new Uint8Array()]));
    expect(why(() => unzip(zipSync(many, { level: 0 }), 1_000))).toBe('too-large');
  });
});
