/** A bar of text, as Sheets, other spreadsheets and screen readers all have it: `███░░ 3`. */
export const countBar = (count: number, of: number): string =>
  `${'█'.repeat(count)}${'░'.repeat(Math.max(of - count, 0))} ${count}`;

/** A share (0 to 1) as a bar of ten: `███████░░░ 67%`; `–` where there is none. */
export const shareBar = (share: number | null): string =>
  share === null ? '–' : countBar(Math.round(share * 10), 10).replace(/\d+$/, `${Math.round(share * 100)}%`);
