import type { Caller } from '../../use-case/use-case.ts';
import { findRoute } from '../routes.ts';

/** An entry of the site's navigation, as the header's macro takes it. */
export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  /** Whether the page asked for is this one, or one below it. */
  readonly active: boolean;
  readonly current: boolean;
}

const entries = [
  ['Today', '/'],
  ['Specifications', '/specifications'],
  ['Criteria sets', '/criteria-sets'],
  ['Rounds', '/rounds'],
  ['Reviewers', '/people'],
  ['Register', '/register'],
  ['Notices', '/notices'],
  ['Events', '/events'],
  ['Settings', '/settings'],
] as const;

/** The areas that a person may see, in their order; none for people who are not signed in. */
export function navigationFor(person: Caller | null, path: string): readonly NavigationItem[] {
  if (person === null) return [];
  return entries
    .filter(([, href]) => {
      const access = findRoute('GET', href)?.route.access;
      if (access === undefined) return false;
      return typeof access === 'string' || person.roles.some((role) => access.includes(role));
    })
    .map(([text, href]) => ({
      text,
      href,
      current: path === href,
      active: path === href || (href !== '/' && path.startsWith(`${href}/`)),
    }));
}
