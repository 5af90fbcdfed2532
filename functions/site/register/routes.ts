import type { Route } from '../web/route.ts';
import { showRegister, showRegisterEntry } from './register.ts';

/** The public register of endorsed specifications. */
export const registerRoutes: readonly Route[] = [
  { method: 'GET', path: '/register', access: 'public', handle: showRegister },
  {
    method: 'GET',
    path: '/register/{specificationId}',
    access: 'public',
    handle: showRegisterEntry,
  },
];
