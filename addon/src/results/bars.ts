import { hundredths } from '../../../shared/domain/basics/figure.ts';

const bar = (filled: number, of: number): string =>
  `${'█'.repeat(filled)}${'░'.repeat(Math.max(of - filled, 0))}`;

/** A bar of text, as Sheets, other spreadsheets and screen readers all have it: `███░░ 3`. */
export const countBar = (count: number, of: number): string => `${bar(count, of)} ${count}`;

/** A share (0 to 1) as a bar of ten and in words: `███████░░░ 67%`; `–` where there is none. */
export const shareBar = (share: number | null, inWords?: string): string =>
  share === null ? '–' : `${bar(Math.round(share * 10), 10)} ${inWords ?? `${hundredths(share)}%`}`;
