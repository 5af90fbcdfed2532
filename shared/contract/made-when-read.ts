/** What each of these makes. */
type Made<M extends Readonly<Record<string, () => unknown>>> = { readonly [K in keyof M]: ReturnType<M[K]> };

/**
 * An object whose members are made when they are first read, and kept. Making a schema takes zod some 15 µs, and of the
 * hundreds that a kind of thing has a cold start reads one or two. Its keys are known without making any.
 */
export function madeWhenRead<M extends Readonly<Record<string, () => unknown>>>(makers: M): Made<M> {
  const made = {};
  for (const [name, make] of Object.entries(makers))
    Object.defineProperty(made, name, {
      configurable: true,
      enumerable: true,
      get: () => {
        const value = make();
        Object.defineProperty(made, name, { value, enumerable: true });
        return value;
      },
    });
  return made as Made<M>;
}
