/// <reference types="google-apps-script" />
import './engine.ts';

// Everything exported here becomes a top-level function of the pushed file, and nothing else does.
// Google calls them by name: the triggers and the menu first, then what the sidebar asks for.
export { onInstall, onOpen, showSidebar } from './menu.ts';
export {
  checkScores,
  declareInterests,
  keepSheet,
  listMyReviews,
  rebuildSheet,
  saveDraft,
  selectCell,
  showDeclaration,
  showReceipt,
  startReview,
  submitReview,
} from './sidebar-calls.ts';
