import { concernForms } from '../concerns/answer.ts';
import { chooseForm } from '../panels/choose.ts';
import { joiningForms } from '../panels/joining-forms.ts';
import { memberForms } from '../panels/member-forms.ts';
import { reserveForms } from '../panels/reserves.ts';
import type { Route } from '../web/route.ts';
import { roundForms } from './forms.ts';
import { listRoundsPage, readers } from './list.ts';
import { createRoundForms } from './new.ts';
import { showRound } from './round.ts';

/** Rounds: list, create, panel, moves and progress. */
export const roundRoutes: readonly Route[] = [
  { method: 'GET', path: '/rounds', access: readers, handle: listRoundsPage },
  ...createRoundForms,
  { method: 'GET', path: '/rounds/{roundId}', access: readers, handle: showRound },
  ...roundForms,
  ...chooseForm,
  ...joiningForms,
  ...memberForms,
  ...reserveForms,
  ...concernForms,
];
