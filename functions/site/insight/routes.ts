import { insightOperations } from '../../../shared/contract/insight/operations.ts';
import type { Route } from '../web/route.ts';
import { downloadInsight, showInsight } from './insight.ts';

const access = insightOperations.getInsight.roles;

/** What rounds come to over the years. */
export const insightRoutes: readonly Route[] = [
  { method: 'GET', path: '/insight', access, handle: showInsight },
  { method: 'GET', path: '/insight/{criteriaSetId}/{file}', access, handle: downloadInsight },
];
