import { roundForms } from '../views/rounds/forms.ts';
import { listRoundsPage, readers } from '../views/rounds/list.ts';
import { createRoundForms } from '../views/rounds/new.ts';
import { showRound } from '../views/rounds/round.ts';
import type { Route } from '../web/route.ts';

/** Rounds: list, create, panel, moves and progress. */
export const roundRoutes: readonly Route[] = [
  { method: 'GET', path: '/rounds', access: readers, handle: listRoundsPage },
  ...createRoundForms,
  { method: 'GET', path: '/rounds/{roundId}', access: readers, handle: showRound },
  ...roundForms,
];
