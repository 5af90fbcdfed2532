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
