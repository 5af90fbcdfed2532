import * as z from 'zod';
import { item } from './stored.ts';

/** What cursors and codes are sealed with: made by whoever needs it first, and never changed. */
export const sealItem = item('seal', { key: z.base64() });
