import type { Result } from '../../../shared/domain/basics/result.ts';
import type { Identity } from '../../people/identify.ts';

/** Where people sign in, and as which application. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Asked for at the first sign-in, not at the start. */
  readonly clientSecret: () => Promise<string>;
  readonly redirectUri: string;
}

/** What must be remembered until the provider sends the browser back. */
export interface Expected {
  readonly codeVerifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** Signing in with OpenID Connect: code flow with PKCE, state and nonce. */
export interface Oidc {
  readonly issuerOrigin: string;
  /** Where to send the browser, and what to expect when it comes back: to the usual path, or another one of the site’s. */
  readonly start: (callback?: string) => Promise<{ readonly url: URL; readonly expected: Expected }>;
  /** The person the provider vouches for, from the query that the browser came back with. */
  readonly finish: (
    query: string,
    expected: Expected,
    callback?: string,
  ) => Promise<Result<Identity, 'refused'>>;
}

/**
 * Prepares signing in at an issuer. What does it is loaded at the first sign-in: a cold start goes without.
 *
 * @throws where the issuer is neither https nor on this machine
 */
export function createOidc(settings: OidcSettings): Oidc {
  const server = new URL(settings.issuer);
  const isLocal = isOnThisMachine(server);
  if (server.protocol !== 'https:' && !isLocal)
    throw new Error(`The issuer ${settings.issuer} must start with https://.`);
  let loaded: Promise<Pick<Oidc, 'start' | 'finish'>> | undefined;
  const flow = () => {
    loaded ??= import('./code-flow.ts').then(({ codeFlow }) => codeFlow(settings, { server, isLocal }));
    return loaded;
  };
  return {
    issuerOrigin: server.origin,
    start: async (callback) => (await flow()).start(callback),
    finish: async (query, expected, callback) => (await flow()).finish(query, expected, callback),
  };
}

const isOnThisMachine = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1');
