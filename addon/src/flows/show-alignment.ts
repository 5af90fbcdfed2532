import { planAlignment } from '../alignment/plan.ts';
import { openApi } from '../api-client.ts';
import { buildTab } from '../made-tabs/build.ts';
import type { View } from '../view.ts';
import { failed } from './answers.ts';
import { getForm } from './service.ts';

/** Opens the tab that sets the specification's capabilities against the framework, made anew each time. */
export function showAlignment(roundId: string): View | null {
  const api = openApi();
  if (!api.ok) return failed(api.error, 'looking');
  const form = getForm(api.value, roundId);
  if (!form.ok) return failed(form.error, 'looking', roundId);
  buildTab(SpreadsheetApp.getActiveSpreadsheet(), `alignment:${roundId}`, planAlignment(form.value));
  return null;
}
