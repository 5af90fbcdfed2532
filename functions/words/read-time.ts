/** A time of day as people type it (`2pm`, `9.30am`, `14:30`, `midday`) as `14:30`; null where it is none. */
export function readTime(typed: string): string | null {
  const text = typed.trim().toLowerCase().replaceAll(/\s/g, '');
  if (text === 'midday' || text === 'noon') return '12:00';
  const [, hours, minutes = '00', half] = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$/.exec(text) ?? [];
  // “9” alone could be either half of the day.
  if (hours === undefined || (half === undefined && !/[:.]/.test(text))) return null;
  const typedHour = Number(hours);
  if (half !== undefined && (typedHour < 1 || typedHour > 12)) return null;
  const hour = half === undefined ? typedHour : (typedHour % 12) + (half === 'pm' ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59) return null;
  return `${String(hour).padStart(2, '0')}:${minutes}`;
}
