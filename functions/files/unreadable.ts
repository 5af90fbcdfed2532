/**
 * Thrown while a file is read that cannot be read to its end: it is damaged, holds more than is read, or is of
 * another kind.
 */
export class Unreadable extends Error {
  readonly why: 'damaged' | 'too-large' | 'other-kind';

  constructor(why: Unreadable['why']) {
    super(`The file cannot be read: ${why}.`);
    this.why = why;
  }
}
