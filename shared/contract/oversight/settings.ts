import * as z from 'zod';
import { approvable } from '../../domain/oversight/considerations.ts';

/** Decisions, by what they are: of those that the Centre lists here, somebody else has to agree or sign. */
export const approvals = z.array(z.enum(approvable)).max(approvable.length);
