/** An error that Google's own services would throw; the add-on may catch it. */
export class GoogleError extends Error {
  override readonly name = 'Exception';
}

/**
 * Something that the stand-in does not imitate, or a mistake of the test. It fails the call even where the add-on
 * catches it: a test must not pass because an error handler hid a gap.
 */
export class StandInError extends Error {
  override readonly name = 'StandInError';
}

/** An error as plain data: between realms and threads it would lose what it is. */
export interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}

/** Whatever was thrown, in this realm or another, as plain data. */
export function plainError(thrown: unknown): PlainError {
  const like = typeof thrown === 'object' && thrown !== null && 'message' in thrown;
  const { name, message, stack } = like ? (thrown as Error) : new Error(String(thrown));
  return { name: String(name ?? 'Error'), message: String(message), stack };
}

/** The error again. */
export const errorOf = ({ message, ...rest }: PlainError): Error => Object.assign(new Error(message), rest);
