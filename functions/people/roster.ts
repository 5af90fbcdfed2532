import type { Database } from '../table/database.ts';
import { type Key, keys } from '../table/keys.ts';
import { getItem } from '../table/read.ts';
import type { Write } from '../table/write.ts';
import type { PersonItem } from './stored-person.ts';
import { rosterItem } from './stored-roster.ts';

/** Largest number of people whom one cause may write to, and so of staff and oversight together. */
export const maxRecipients = 50;

type Role = PersonItem['roles'][number];

/** The roles whose people the Centre's own emails go to. */
type RecipientRole = Exclude<Role, 'reviewer' | 'administrator'>;

const isRecipient = (role: Role): role is RecipientRole => role === 'staff' || role === 'oversight';

/** Ids of the people who have any of these roles, each once, ascending; read consistently. */
export async function listPeopleWithRoles(
  db: Database,
  roles: readonly RecipientRole[],
): Promise<readonly string[]> {
  const roster = await getItem(db, keys.recipients(), rosterItem);
  return [...new Set(roles.flatMap((role) => [...(roster?.[role] ?? [])]))].sort();
}

/**
 * The writes that keep the rosters as a person's roles go from `before` to `after`; that they still have `before` is
 * for another condition of the transaction. `recipients` fails where too many people would be written to,
 * `administrators` where nobody would be one.
 */
export function rosterWrites(personId: string, before: readonly Role[], after: readonly Role[]): Write[] {
  const joined = after.filter((role) => !before.includes(role));
  const left = before.filter((role) => !after.includes(role));
  const [was, is] = [before.some(isRecipient), after.some(isRecipient)];
  const recipients = {
    joined: [...joined.filter(isRecipient), ...(is && !was ? ['everybody'] : [])],
    left: [...left.filter(isRecipient), ...(was && !is ? ['everybody'] : [])],
  };
  const hasRoom = {
    condition: 'attribute_not_exists(everybody) OR size(everybody) < :limit',
    limit: maxRecipients,
  };
  const othersStay = { condition: 'size(everybody) > :limit', limit: 1 };
  return [
    ...(recipients.joined.length + recipients.left.length === 0
      ? []
      : [change('recipients', keys.recipients(), personId, recipients, is && !was ? hasRoom : null)]),
    ...(joined.includes('administrator')
      ? [change('administrators', keys.administrators(), personId, { joined: ['everybody'], left: [] }, null)]
      : []),
    ...(left.includes('administrator')
      ? [
          change(
            'administrators',
            keys.administrators(),
            personId,
            { joined: [], left: ['everybody'] },
            othersStay,
          ),
        ]
      : []),
  ];
}

/** The write that puts a person on lists of a roster and takes them off others. There may be no roster yet. */
function change(
  condition: string,
  key: Key,
  personId: string,
  { joined, left }: { readonly joined: readonly string[]; readonly left: readonly string[] },
  guard: { readonly condition: string; readonly limit: number } | null,
): Write {
  const clause = (verb: string, lists: readonly string[]) =>
    lists.length === 0 ? '' : ` ${verb} ${lists.map((list) => `${list} :person`).join(', ')}`;
  return {
    condition,
    item: (TableName) => ({
      Update: {
        TableName,
        Key: key,
        UpdateExpression: `SET #kind = :kind, #format = :format${clause('ADD', joined)}${clause('DELETE', left)}`,
        ...(guard && { ConditionExpression: guard.condition }),
        ExpressionAttributeNames: { '#kind': 'kind', '#format': 'format' },
        ExpressionAttributeValues: {
          ':kind': rosterItem.stamp.kind,
          ':format': rosterItem.stamp.format,
          ':person': new Set([personId]),
          ...(guard && { ':limit': guard.limit }),
        },
      },
    }),
  };
}
