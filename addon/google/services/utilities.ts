import { sha256 } from '@noble/hashes/sha2.js';
import { GoogleError, StandInError } from '../errors.ts';
import { DAYS, padded, wallOf } from '../model/dates.ts';
import { MONTHS } from '../model/locales.ts';
import { bytesOfBase64, newUuid, textOf, utf8Of } from '../platform.ts';
import { Enumeration, type EnumValue, expose } from '../surface.ts';
import { Service } from './service.ts';

const DigestAlgorithm = new Enumeration('Utilities.DigestAlgorithm', ['SHA_256']);
const Charset = new Enumeration('Utilities.Charset', ['US_ASCII', 'UTF_8']);

/** `Utilities`. */
export class UtilitiesService extends Service {
  computeDigest(_algorithm: EnumValue, value: string | number[], charset?: EnumValue): number[] {
    return signed(sha256(bytesOf(value, charset)));
  }

  base64DecodeWebSafe(encoded: string): number[] {
    const bytes = bytesOfBase64(encoded);
    if (!bytes) throw new GoogleError('Could not decode string.');
    return signed(bytes);
  }

  getUuid(): string {
    return newUuid();
  }

  sleep(milliseconds: number): void {
    this.host.sleep(milliseconds);
  }

  formatDate(date: Date, zone: string, pattern: string): string {
    return formatDate(date, zone, pattern);
  }

  newBlob(data: number[]): BlobService {
    return new BlobService(bytesOf(data));
  }
}

/** Bytes. */
class BlobService {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  getDataAsString(): string {
    return textOf(this.#bytes);
  }
}

/** Google's bytes are Java's: -128 to 127. */
function signed(bytes: Uint8Array): number[] {
  return [...Int8Array.from(bytes)];
}

function bytesOf(value: string | number[], charset?: EnumValue): Uint8Array {
  if (typeof value !== 'string') return Uint8Array.from(value);
  if (charset?.name() !== 'UTF_8' && [...value].some((each) => each.charCodeAt(0) > 127)) {
    throw new StandInError(
      'A text beyond ASCII needs Utilities.Charset.UTF_8: Google would replace its characters',
    );
  }
  return utf8Of(value);
}

function formatDate(date: Date, zone: string, pattern: string): string {
  const { wall } = wallOf(date, zone);
  const at = new Date(wall);
  const offset = Math.round((wall - date.getTime()) / 60_000);
  const tokens = /'((?:[^']|'')*)'|([A-Za-z])\2*/g;
  return pattern.replace(tokens, (token: string, quoted: string | undefined) =>
    quoted === undefined ? dateToken(token, at, offset, pattern) : quoted.replaceAll("''", "'") || "'",
  );
}

function dateToken(token: string, at: Date, offset: number, pattern: string): string {
  const number = (value: number) => padded(value, token.length);
  const month = MONTHS[at.getUTCMonth()] ?? '';
  const day = DAYS[at.getUTCDay()] ?? '';
  switch (token[0]) {
    case 'y':
      return token.length === 2 ? padded(at.getUTCFullYear() % 100, 2) : number(at.getUTCFullYear());
    case 'M':
      if (token.length > 2) return token.length === 3 ? month.slice(0, 3) : month;
      return number(at.getUTCMonth() + 1);
    case 'd':
      return number(at.getUTCDate());
    case 'E':
      return token.length > 3 ? day : day.slice(0, 3);
    case 'H':
      return number(at.getUTCHours());
    case 'h':
      return number(at.getUTCHours() % 12 || 12);
    case 'm':
      return number(at.getUTCMinutes());
    case 's':
      return number(at.getUTCSeconds());
    case 'S':
      return number(at.getUTCMilliseconds());
    case 'a':
      return at.getUTCHours() < 12 ? 'AM' : 'PM';
    case 'Z':
      return zoneOffset(offset, '');
    case 'X':
      return offset === 0 ? 'Z' : zoneOffset(offset, ':');
    default:
      throw new StandInError(
        `The date pattern "${pattern}" is not part of the stand-in; add it to addon/google`,
      );
  }
}

function zoneOffset(minutes: number, separator: string): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${padded(Math.floor(size / 60), 2)}${separator}${padded(size % 60, 2)}`;
}

expose(
  UtilitiesService,
  'Utilities',
  {
    computeDigest: ['Enum string', 'Enum string Enum', 'Enum number[]'],
    base64DecodeWebSafe: ['string'],
    getUuid: [''],
    sleep: ['whole'],
    formatDate: ['date string string'],
    newBlob: ['number[]'],
  },
  { DigestAlgorithm, Charset },
);
expose(BlobService, 'Blob', { getDataAsString: [''] });
