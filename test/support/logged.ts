/** Keeps the log lines of this process from now on, and does not show them, until it is asked for them. */
export function keepLog(): () => readonly string[] {
  const kept: string[] = [];
  const restores = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write;
    stream.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
      const text = String(chunk);
      if (!text.startsWith('{')) return write.call(stream, chunk, ...rest);
      kept.push(...text.split('\n').filter((line) => line !== ''));
      return true;
    }) as typeof write;
    return () => {
      stream.write = write;
    };
  });
  return () => {
    for (const restore of restores) restore();
    return kept;
  };
}
