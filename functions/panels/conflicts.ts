import { nameKey } from '../../shared/domain/basics/fold.ts';
import { type Defect, fail, ok, type Result } from '../../shared/domain/basics/result.ts';
import { list } from '../../shared/domain/basics/words.ts';
import { isOnPanel } from '../../shared/domain/rounds/round.ts';
import { getSettings } from '../centre/settings-storage.ts';
import { getPeople } from '../people/storage.ts';
import type { PersonItem } from '../people/stored-person.ts';
import type { SpecificationItem } from '../specifications/stored-specification.ts';
import type { Database } from '../table/database.ts';
import { keys } from '../table/keys.ts';
import type { AssignmentItem } from './stored-assignment.ts';

/** Somebody whose address and organisation may tell with whom they have to do. */
export interface Addressed {
  readonly id: string;
  readonly email: string;
  /** Missing or empty where it is not known. */
  readonly organisation?: string;
}

/** Why somebody may not be free to review, as far as the system can see it: the mail domain, or the organisation, they share. */
export type Conflict = {
  /** With whom: the developer and its contact, or others on the panel by their ids. */
  readonly with: 'developer' | readonly string[];
} & ({ readonly domain: string } | { readonly organisation: string });

/** The mail domain of an address, in small letters. */
export const domainOf = (email: string): string => keys.email(email).pk.split('@').at(-1) ?? '';

/** Whether one of two domains is, or lies in, the other: `med.sample.ac.uk` in `sample.ac.uk`. */
const areOne = (one: string, other: string): boolean =>
  one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);

/**
 * The conflicts of somebody with the developer (its contact, who has its organisation) and with the others of a panel.
 * Domains that many organisations share say nothing.
 */
export function conflictsOf(
  person: Addressed,
  contact: Addressed | null,
  others: readonly Addressed[],
  sharedDomains: readonly string[],
): readonly Conflict[] {
  const { id: own, organisation = '' } = person;
  const domain = domainOf(person.email);
  const isAtDomain = ({ email }: Addressed) =>
    ![domain, domainOf(email)].some((one) => sharedDomains.includes(one)) && areOne(domain, domainOf(email));
  const isOfOrganisation = (other: Addressed) =>
    nameKey(organisation) !== '' && nameKey(organisation) === nameKey(other.organisation ?? '');
  const sharing = <T extends object>(isNear: (other: Addressed) => boolean, shared: T) => {
    const members = others.filter((other) => other.id !== own && isNear(other)).map(({ id }) => id);
    return [
      ...(contact !== null && contact.id !== own && isNear(contact)
        ? [{ with: 'developer' as const, ...shared }]
        : []),
      ...(members.length > 0 ? [{ with: members, ...shared }] : []),
    ];
  };
  return [...sharing(isAtDomain, { domain }), ...sharing(isOfOrganisation, { organisation })];
}

/** What a conflict is looked for in: who is on a panel, the developer’s contact, and domains that say nothing. */
interface Circle {
  /** Who is on the panel, the contact, and whom else was asked for. */
  readonly people: ReadonlyMap<string, PersonItem>;
  readonly onPanel: readonly string[];
  readonly contact: Addressed | null;
  readonly sharedDomains: readonly string[];
}

/** Reads what a conflict is looked for in, and `besides` the people with these ids. */
export async function circleOf(
  db: Database,
  specification: SpecificationItem | null,
  panel: readonly Pick<AssignmentItem, 'personId' | 'status'>[],
  besides: readonly string[] = [],
): Promise<Circle> {
  const onPanel = panel.filter(({ status }) => isOnPanel(status)).map(({ personId }) => personId);
  const contactId = specification?.developer.contactId ?? '';
  const [people, { sharedDomains }] = await Promise.all([
    getPeople(db, [...besides, ...onPanel, contactId]),
    getSettings(db),
  ]);
  return { people, onPanel, contact: contactOf(specification, people), sharedDomains };
}

/** The developer’s contact, who is of its organisation whatever is said of them. */
export const contactOf = (
  specification: SpecificationItem | null,
  people: ReadonlyMap<string, PersonItem>,
): Addressed | null =>
  specification && {
    id: specification.developer.contactId,
    email: people.get(specification.developer.contactId)?.email ?? '',
    organisation: specification.developer.organisation,
  };

/**
 * What is kept of the conflicts of each who joins a panel, by id: with whom, and the reason why they may review all the
 * same. Where one has a conflict and there is no reason, says what to do.
 */
export function passConflicts(
  joining: readonly (Addressed & { readonly name: string })[],
  { people, onPanel, contact, sharedDomains }: Circle,
  reason: string,
  at: string,
): Result<ReadonlyMap<string, { readonly conflict: string; readonly reason: string }>, Defect> {
  const members = [...onPanel.flatMap((id) => people.get(id) ?? []), ...joining];
  const nameOf = (personId: string) => members.find(({ id }) => id === personId)?.name ?? '';
  const torn = joining
    .map((person) => ({ person, conflicts: conflictsOf(person, contact, members, sharedDomains) }))
    .filter(({ conflicts }) => conflicts.length > 0);
  if (torn.length > 0 && !/[\p{L}\p{N}]/u.test(reason))
    return fail({
      pointer: at,
      code: 'conflict',
      detail: `Enter why they may review all the same, or choose others: ${torn.map(({ person, conflicts }) => `${person.name} has ${conflictInWords(conflicts, nameOf)}.`).join(' ')}`,
    });
  return ok(
    new Map(
      torn.map(({ person, conflicts }) => [
        person.id,
        {
          conflict: [
            ...new Set(conflicts.map((one) => (one.with === 'developer' ? 'developer' : 'panel'))),
          ].join(' '),
          reason,
        },
      ]),
    ),
  );
}

/**
 * What somebody has in common with whom: “the mail domain sample.ac.uk in common with the developer’s contact and Bo”,
 * “the organisation Sample Trust in common with Cy”.
 */
export const conflictInWords = (
  conflicts: readonly Conflict[],
  nameOf: (personId: string) => string,
): string =>
  list(
    [...Map.groupBy(conflicts, whatIsShared)].map(
      ([shared, same]) =>
        `${shared} in common with ${list(
          same.flatMap((one) =>
            one.with !== 'developer'
              ? one.with.map(nameOf)
              : 'domain' in one
                ? 'the developer’s contact'
                : 'the developer',
          ),
        )}`,
    ),
  );

const whatIsShared = (one: Conflict): string =>
  'domain' in one ? `the mail domain ${one.domain}` : `the organisation ${one.organisation}`;
