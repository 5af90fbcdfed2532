/** Where a priority can stand with the Oversight Group. */
export const priorityStates = ['under-consideration', 'agreed', 'closed'] as const;

/** Where a priority stands. */
export type PriorityState = (typeof priorityStates)[number];

/** The same as people say it. */
export const priorityStateInWords: Readonly<Record<PriorityState, string>> = {
  'under-consideration': 'Under consideration',
  agreed: 'Agreed',
  closed: 'Closed',
};
