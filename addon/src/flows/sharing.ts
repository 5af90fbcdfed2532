import type { Spreadsheet } from '../google-types.ts';

/**
 * How many others the spreadsheet was given to by name: each of them can read every tab of it. Null where Google
 * does not say. (Whether a link opens it to more people cannot be seen with the add-on's scopes.)
 */
export function othersIn(spreadsheet: Spreadsheet): number | null {
  try {
    const own = Session.getActiveUser().getEmail();
    const members = [...spreadsheet.getEditors(), ...spreadsheet.getViewers()].map((user) => user.getEmail());
    return new Set(members.filter((email) => email !== own)).size;
  } catch {
    // Whoever can only read a file may not ask who else does.
    return null;
  }
}

/** A warning for somebody about to write down what only the Centre is to read; null where nobody else is there. */
export function sharingWarning(spreadsheet: Spreadsheet): string | null {
  const others = othersIn(spreadsheet);
  if (others === null || others === 0) return null;
  const people = others === 1 ? 'one other person' : `${others} other people`;
  return `This spreadsheet is shared with ${people}, who can read what you write in it. Review in one of your own.`;
}
