import * as z from 'zod';
import { slug } from '../../shared/contract/basics.ts';
import { item } from '../table/stored.ts';

const ids = z.set(slug).default(new Set());

/**
 * Who is of the Centre, in one item that every change of roles writes: so that it can refuse what would leave too
 * many or nobody. An empty list is not there.
 */
export const rosterItem = item('roster', { everybody: ids, staff: ids, oversight: ids });
