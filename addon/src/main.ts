/// <reference types="google-apps-script" />
import './zod-without-eval.ts';

// Everything exported here becomes a top-level function of the pushed file, and nothing else does.
// Google calls them by name: the triggers and the menu first, then what the sidebar asks for.
export { goToNextUnrated, onInstall, onOpen, showHelp, showSidebar } from './menu.ts';
export { importResults, refreshResults, runSelfTest } from './menu-calls.ts';
export {
  checkScores,
  clearStray,
  declareInterests,
  help,
  keepChanges,
  keepSheet,
  leaveReview,
  listMyReviews,
  lookAtSelection,
  putBack,
  raiseConcern,
  rebuildSheet,
  saveDraft,
  saveQuietly,
  selectCell,
  selectNextUnrated,
  showAlignment,
  showConcern,
  showDeclaration,
  showLeaving,
  showReceipt,
  startReview,
  submitReview,
  takeSaved,
  useTab,
} from './sidebar-calls.ts';
