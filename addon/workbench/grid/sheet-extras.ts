import type { ConditionalRule, Metadata, ProtectedArea } from '../../google/model/records.ts';
import type { FWorksheet } from './univer.ts';

/** What a sheet carries of ours where the grid has no place for it; it is saved with the sheet. */
export interface SheetExtras {
  readonly protections: readonly ProtectedArea[];
  readonly metadata: readonly Metadata[];
  /** The rules that a script made, by the grid's name for them, which keeps their ranges. */
  readonly rules: readonly { readonly cfId: string; readonly rule: ConditionalRule }[];
}

/** Reads the extras of a sheet. */
export function extrasOf(sheet: FWorksheet): SheetExtras {
  const kept = sheet.getCustomMetadata() as Partial<SheetExtras> | undefined;
  return { protections: kept?.protections ?? [], metadata: kept?.metadata ?? [], rules: kept?.rules ?? [] };
}

/** Keeps changed extras with a sheet. */
export function keepExtras(sheet: FWorksheet, changed: Partial<SheetExtras>): void {
  sheet.setCustomMetadata({ ...extrasOf(sheet), ...changed });
}
