import * as z from 'zod';
import { sha256 } from '../../shared/contract/basics.ts';
import { item } from './stored.ts';

/** Remembers what a key was used for and what it was answered. */
export const idempotencyItem = item('idempotency', {
  fingerprint: sha256,
  answer: z.unknown(),
  expiresAt: z.int(),
});
