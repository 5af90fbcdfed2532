import type { AreaCapability } from '../../../shared/domain/specifications/specification.ts';
import { type GivenCapability, numbersOf } from '../../../shared/domain/tables/capability-rows.ts';

/** Capabilities as people type them: one a line, what it aligns to in brackets at its end. */
export const capabilityLines = (capabilities: readonly AreaCapability[]): string =>
  capabilities
    .map(({ text, alignsTo }) => {
      const line = text.replace(/\s+/g, ' ');
      return alignsTo.length === 0 ? line : `${line} (${alignsTo.join(', ')})`;
    })
    .join('\n');

/** Reads what `capabilityLines` writes. Brackets that hold no numbers belong to the text. */
export function readCapabilityLines(typed: string): readonly GivenCapability[] {
  return typed.split(/\r?\n/).flatMap((line, i) => {
    const whole = line.trim();
    if (whole === '') return [];
    const [, text = '', numbers = ''] = /^(.*?)\s*\(([\d.,;\s]+)\)$/.exec(whole) ?? [];
    const found = text === '' ? { text: whole, alignsTo: [] } : { text, alignsTo: numbersOf(numbers) };
    return [{ row: i + 1, id: '', ...found }];
  });
}
