import * as z from 'zod';
import { instant } from '../../shared/contract/basics.ts';
import { eventActions } from '../../shared/contract/event-actions.ts';
import { item } from '../table/stored.ts';

/** An append-only audit record: ids only, no names, no texts of reviews. */
export const eventItem = item('event', {
  id: z.string(),
  at: instant,
  actor: z.string(),
  action: z.enum(eventActions),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
