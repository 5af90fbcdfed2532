import type { ConditionalRule } from '../../google/model/records.ts';
import { rangeOf } from './ranges.ts';
import { extrasOf, keepExtras } from './sheet-extras.ts';
import type { FWorksheet, Grid } from './univer.ts';

/** How the grid asks what Google's conditions ask. */
const CONDITIONS: Readonly<Record<string, (argument: string | null) => object>> = {
  TEXT_EQUAL_TO: (argument) => ({ subType: 'text', operator: 'equal', value: argument ?? '' }),
  CELL_EMPTY: () => ({ subType: 'text', operator: 'containsBlanks' }),
};

/** Gives the sheet these rules, in place of those that scripts gave it before; a person's own stay. */
export function writeRules(grid: Grid, target: FWorksheet, rules: readonly ConditionalRule[]): void {
  const ids = { unitId: grid.workbook.getId(), subUnitId: target.getSheetId() };
  for (const { cfId } of extrasOf(target).rules) target.deleteConditionalFormattingRule(cfId);
  const made = rules.map((rule) => {
    const condition = CONDITIONS[rule.condition];
    if (!condition) throw new Error(`The condition ${rule.condition} is not part of the stand-in`);
    const cfId = crypto.randomUUID();
    const style = rule.background === null ? {} : { bg: { rgb: rule.background } };
    grid.api.syncExecuteCommand('sheet.command.add-conditional-rule', {
      ...ids,
      rule: {
        cfId,
        ranges: rule.ranges.map(rangeOf),
        stopIfTrue: false,
        rule: { type: 'highlightCell', style, ...condition(rule.argument) },
      },
    });
    return { cfId, rule };
  });
  keepExtras(target, { rules: made });
}
