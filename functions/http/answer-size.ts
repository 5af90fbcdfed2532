/** Most bytes of an answer: Lambda takes 6 MB, headers included. */
export const mostBytes = 5_500_000;

/** How many bytes an answer takes of what Lambda passes on: its body is JSON, as a text within JSON. */
export const answerSize = (answer: unknown): number =>
  Buffer.byteLength(JSON.stringify(JSON.stringify(answer)));
