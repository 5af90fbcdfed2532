import { realServices, type Services } from '../../use-case/services.ts';
import type { Site } from './visit.ts';

/** The use cases’ world, with the site’s own clock. */
export const servicesOf = ({ db, now }: Pick<Site, 'db' | 'now'>): Services => ({ ...realServices(db), now });
