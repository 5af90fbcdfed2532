import { exportOperations } from '../../../shared/contract/exports/operations.ts';
import type { Operation } from '../../../shared/contract/operation.ts';
import { staffOperations } from '../../../shared/contract/staff-operations.ts';
import { showEvents } from '../events/events.ts';
import type { Route } from '../web/route.ts';
import {
  downloadEverything,
  downloadLetter,
  downloadPerson,
  downloadResult,
  downloadRound,
  downloadRoundPart,
  downloadRoundPartWithNotes,
  downloadRoundWithNotes,
} from './downloads.ts';

/** A page for those who may call an operation. */
const pageOf = ({ roles }: Operation, path: string, handle: Route['handle']): Route => ({
  method: 'GET',
  path,
  access: roles,
  handle,
});

const { listEvents, getResultFile, getLetterFile, exportEverything, exportPerson } = staffOperations;
const { exportRound, exportRoundWithNotes } = exportOperations;

/** Events and exports. */
export const recordRoutes: readonly Route[] = [
  pageOf(listEvents, '/events', showEvents),
  pageOf(getResultFile, '/rounds/{roundId}/result.csv', downloadResult('csv')),
  pageOf(getResultFile, '/rounds/{roundId}/result.xlsx', downloadResult('xlsx')),
  pageOf(getLetterFile, '/rounds/{roundId}/letter.pdf', downloadLetter('pdf')),
  pageOf(getLetterFile, '/rounds/{roundId}/letter.docx', downloadLetter('docx')),
  pageOf(exportRound, '/rounds/{roundId}/export.json', downloadRound),
  pageOf(exportRound, '/rounds/{roundId}/export/parts/{part}', downloadRoundPart),
  pageOf(
    exportRoundWithNotes,
    '/rounds/{roundId}/export-with-notes/parts/{part}',
    downloadRoundPartWithNotes,
  ),
  pageOf(exportRoundWithNotes, '/rounds/{roundId}/export-with-notes.json', downloadRoundWithNotes),
  pageOf(exportEverything, '/rounds/{roundId}/everything.json', downloadEverything),
  pageOf(exportPerson, '/people/{personId}/export.json', downloadPerson),
];
