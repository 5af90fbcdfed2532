import type { Foreseen } from '../use-case/foreseen.ts';
import { sendAsset } from './web/assets.ts';
import type { Route } from './web/route.ts';

/** Loaded with the page, which needs most of the Centre’s storage. */
const foreseenToday: Foreseen = {
  beside: async (who) => (await import('../centre/today.ts')).foreseenToday.beside?.(who),
};

/** Loaded when they are asked for: most requests are for neither. */
const statements = () => import('./statements/statements.ts');
const signingIn = () => import('./sign-in/sign-in.ts');

/** The start page, signing in and out, and files. */
export const frameRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/',
    access: 'public',
    foreseen: foreseenToday,
    handle: async (visit) => (await import('./today/start.ts')).showStart(visit),
  },
  {
    method: 'GET',
    path: '/accessibility',
    access: 'public',
    handle: async (visit) => (await statements()).showAccessibility(visit),
  },
  {
    method: 'GET',
    path: '/privacy',
    access: 'public',
    handle: async (visit) => (await statements()).showPrivacy(visit),
  },
  {
    method: 'GET',
    path: '/help',
    access: 'public',
    handle: async (visit) => (await statements()).showHelp(visit),
  },
  {
    method: 'GET',
    path: '/sign-in',
    access: 'public',
    handle: async (visit) => (await signingIn()).startSignIn(visit),
  },
  {
    method: 'GET',
    path: '/auth/callback',
    access: 'public',
    handle: async (visit) => (await signingIn()).finishSignIn(visit),
  },
  {
    method: 'POST',
    path: '/sign-out',
    access: 'public',
    handle: async (visit) => (await signingIn()).signOut(visit),
  },
  { method: 'GET', path: '/assets/{path+}', access: 'file', handle: sendAsset },
];
