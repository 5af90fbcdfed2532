import type { Foreseen } from '../use-case/foreseen.ts';
import { finishSignIn, signOut, startSignIn } from './sign-in/sign-in.ts';
import { showAccessibility, showHelp, showPrivacy } from './statements/statements.ts';
import { sendAsset } from './web/assets.ts';
import type { Route } from './web/route.ts';

/** Loaded with the page, which needs most of the Centre’s storage. */
const foreseenToday: Foreseen = {
  beside: async (who) => (await import('../centre/today.ts')).foreseenToday.beside?.(who),
};

/** The start page, signing in and out, and files. */
export const frameRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/',
    access: 'public',
    foreseen: foreseenToday,
    handle: async (visit) => (await import('./today/start.ts')).showStart(visit),
  },
  { method: 'GET', path: '/accessibility', access: 'public', handle: showAccessibility },
  { method: 'GET', path: '/privacy', access: 'public', handle: showPrivacy },
  { method: 'GET', path: '/help', access: 'public', handle: showHelp },
  { method: 'GET', path: '/sign-in', access: 'public', handle: startSignIn },
  { method: 'GET', path: '/auth/callback', access: 'public', handle: finishSignIn },
  { method: 'POST', path: '/sign-out', access: 'public', handle: signOut },
  { method: 'GET', path: '/assets/{path+}', access: 'file', handle: sendAsset },
];
