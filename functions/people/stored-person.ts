import * as z from 'zod';
import { instant, slug } from '../../shared/contract/basics.ts';
import { optionalNotices } from '../../shared/contract/notices/kinds.ts';
import { count, item, type Stored } from '../table/stored.ts';

/** A person's roles. */
export const roles = z.array(z.enum(['reviewer', 'staff', 'oversight', 'administrator']));

/** Someone with an account, or a developer's contact (no roles). The only item with a name. */
export const personItem = item('person', {
  id: slug,
  name: z.string(),
  email: z.string(),
  roles,
  /** The subject bound to the person, per issuer. */
  subjects: z.record(z.string(), z.string()),
  /** What a reviewer knows about. */
  expertise: z.array(z.string()).default([]),
  /** Where they work; empty where nobody has said. */
  organisation: z.string().default(''),
  /** The emails that they do without. */
  unwanted: z.array(z.enum(optionalNotices)).default([]),
  /** Why emails to the address are held back until staff have looked at it; null where it takes them. */
  addressTrouble: z
    .strictObject({ kind: z.enum(['bounce', 'complaint']), at: instant, noticeId: z.string() })
    .nullable()
    .default(null),
  createdAt: instant,
  /** How often they were put on a panel: whoever erases them, or takes their role, has looked at every one. */
  panels: count.default(0),
  /** Raised by every edit. */
  editVersion: count.default(0),
});

/** Whose address this is. */
export const emailItem = item('email', { personId: slug });

/** Whose token subject this is. */
export const subjectItem = item('subject', { personId: slug });

/**
 * That somebody has signed in by code, or had with an account that a corrected address has unbound. An item of its own:
 * what writes it for reviewers’ pages may write no person.
 */
export const signedInItem = item('signed-in', { personId: slug });

/** That a person is a reviewer: what the list of reviewers is made of. */
export const reviewerItem = item('reviewer', { personId: slug });

/** A person, as it is read back. */
export type PersonItem = Stored<typeof personItem>;
