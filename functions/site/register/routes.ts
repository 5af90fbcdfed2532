import type { Route } from '../web/route.ts';
import { showRegister } from './register.ts';

/** The public register of endorsed specifications. */
export const registerRoutes: readonly Route[] = [
  { method: 'GET', path: '/register', access: 'public', handle: showRegister },
];
