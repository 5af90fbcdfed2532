import type { Role } from '../../../shared/contract/operation.ts';
import { everybodyAtTheCentre, staffAndOversight } from '../../../shared/contract/roles.ts';
import { staffOperations as ops } from '../../../shared/contract/staff-operations.ts';
import type { Caller } from '../../use-case/use-case.ts';

/** An entry of the site's navigation. */
export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  /** Whether the page asked for is this one, or one below it. */
  readonly active: boolean;
  readonly current: boolean;
}

/** The areas, and the operation whose roles their pages ask for; null where everybody gets them. */
const entries = [
  ['Today', '/', null],
  ['Pipeline', '/pipeline', { roles: staffAndOversight }],
  ['Specifications', '/specifications', ops.listSpecifications],
  ['Criteria sets', '/criteria-sets', ops.listCriteriaSets],
  ['Rounds', '/rounds', ops.listRounds],
  ['Oversight Group', '/meetings', { roles: staffAndOversight }],
  ['Reviewers', '/people', ops.listPeople],
  ['Register', '/register', null],
  ['Notices', '/notices', ops.listNotices],
  ['Events', '/events', ops.listEvents],
  ['Insight', '/insight', { roles: everybodyAtTheCentre }],
  ['Settings', '/settings', ops.changeSettings],
] as const;

/** The areas that a person may see, in their order; none for people who are not signed in. */
export function navigationFor(person: Caller | null, path: string): readonly NavigationItem[] {
  if (person === null) return [];
  return entries
    .filter(([, , shows]) => {
      const roles: readonly Role[] | null = shows?.roles ?? null;
      return roles === null || person.roles.some((role) => roles.includes(role));
    })
    .map(([text, href]) => ({
      text,
      href,
      current: path === href,
      active: path === href || (href !== '/' && path.startsWith(`${href}/`)),
    }));
}
