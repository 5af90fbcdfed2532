import * as z from 'zod';
import { count, item, type Stored } from '../table/stored.ts';

/** The areas of practice that the Centre keeps, as their names are spelt, in the order of lists. */
export const areasItem = item('areas', { names: z.array(z.string()), editVersion: count });

/** The areas of practice that the Centre keeps, as they are read back. */
export type AreasItem = Stored<typeof areasItem>;
