import { keys } from '../table/keys.ts';

/** Somebody whose address may tell with whom they have to do. */
interface Addressed {
  readonly id: string;
  readonly email: string;
}

/** Why somebody may not be free to review, as far as the system can see it: the mail domain that they share. */
export interface Conflict {
  /** Who is at the same domain: the developer’s contact, or others on the panel by their ids. */
  readonly with: 'developer' | readonly string[];
  readonly domain: string;
}

/** The mail domain of an address, in small letters. */
export const domainOf = (email: string): string => keys.email(email).pk.split('@').at(-1) ?? '';

/** Whether one of two domains is, or lies in, the other: `med.sample.ac.uk` in `sample.ac.uk`. */
const areOne = (one: string, other: string): boolean =>
  one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);

/**
 * The conflicts of somebody with the developer’s contact and with the others of a panel. Domains that many organisations
 * share say nothing.
 */
export function conflictsOf(
  person: Addressed,
  contact: Addressed | null,
  others: readonly Addressed[],
  sharedDomains: readonly string[],
): readonly Conflict[] {
  const domain = domainOf(person.email);
  if (sharedDomains.includes(domain)) return [];
  const isNear = ({ id, email }: Addressed) =>
    id !== person.id && !sharedDomains.includes(domainOf(email)) && areOne(domain, domainOf(email));
  const members = others.filter(isNear).map(({ id }) => id);
  return [
    ...(contact !== null && isNear(contact) ? [{ with: 'developer' as const, domain }] : []),
    ...(members.length > 0 ? [{ with: members, domain }] : []),
  ];
}
