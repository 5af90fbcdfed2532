/**
 * Makes something when it is first asked for, and keeps it. `Intl`'s formats are made so: the first of a process takes
 * some 50 ms, a fifth of a cold start, and most first requests need none.
 */
export function madeOnce<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
