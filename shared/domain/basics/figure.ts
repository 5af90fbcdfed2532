/**
 * A figure to the two decimals that people see of it. Whatever is said of a figure is read off this, so that words
 * and figure never contradict each other. Never a negative zero.
 */
export const shown = (value: number): number => Number(value.toFixed(2)) + 0;

/** "0.80", "−0.03": with a minus sign that screen readers speak. */
export function figure(value: number): string {
  const digits = Math.abs(shown(value)).toFixed(2);
  return shown(value) < 0 ? `\u2212${digits}` : digits;
}

/**
 * A difference: "+0.21", "−0.11", "0.00". Where two decimals would hide that it exceeds `limit`, in either direction,
 * it is "just above +0.50" or "just below −0.50", and with the usual limit "just above 0.00".
 */
export function signedFigure(value: number, limit = 0): string {
  const digits = `${shown(value) > 0 ? '+' : ''}${figure(value)}`;
  if (Math.abs(value) <= limit || Math.abs(shown(value)) > limit) return digits;
  return `just ${value > 0 ? 'above' : 'below'} ${digits}`;
}

/** A share (0 to 1) as so many in 100: "86"; "more than 99" or "less than 1" where it is not quite all or none. */
export function hundredths(share: number): string {
  const rounded = Math.round(shown(share) * 100);
  if (rounded === 100 && share < 1) return 'more than 99';
  if (rounded === 0 && share > 0) return 'less than 1';
  return String(rounded);
}
