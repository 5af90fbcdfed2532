/**
 * Does something for each of many things, and counts where there was something to do. One that fails, perhaps at
 * every run, does not keep the others from their turn.
 *
 * @throws everything that failed, together, after the last
 */
export async function inTurn<T>(
  things: AsyncIterable<T>,
  act: (thing: T) => Promise<boolean>,
): Promise<number> {
  const failures: unknown[] = [];
  let done = 0;
  for await (const thing of things)
    try {
      if (await act(thing)) done += 1;
    } catch (error) {
      failures.push(error);
    }
  const [cause] = failures;
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of them failed.`, { cause });
  return done;
}
