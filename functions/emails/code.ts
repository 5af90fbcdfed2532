import { type Run, strong } from './blocks.ts';

/** A code in clear; anything else is a sealed one, which nobody is shown. */
const inClear = /^(\d{4})(\d{4})$/;

/** A code as its email has it, in two halves; sealed, it is dots. */
export function codeInWords(code: string): Run {
  const [, first = '••••', second = '••••'] = inClear.exec(code) ?? [];
  return strong(`${first}\u00a0${second}`);
}
