import type * as OpenidClient from 'openid-client';
import { fail, ok, type Result } from '../../../shared/domain/basics/result.ts';
import { type Identity, identityOf } from '../../people/identify.ts';

/** Where people sign in, and as which application. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Asked for at the first sign-in, not at the start. */
  readonly clientSecret: () => Promise<string>;
  readonly redirectUri: string;
}

/** What must be remembered until the provider sends the browser back. */
interface Expected {
  readonly codeVerifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** Signing in with OpenID Connect: code flow with PKCE, state and nonce. */
export interface Oidc {
  readonly issuerOrigin: string;
  /** Where to send the browser, and what to expect when it comes back. */
  readonly start: () => Promise<{ readonly url: URL; readonly expected: Expected }>;
  /** The person the provider vouches for, from the query that the browser came back with. */
  readonly finish: (query: string, expected: Expected) => Promise<Result<Identity, 'refused'>>;
}

// Only signing in needs it: a cold start goes without.
const openidClient = () => import('openid-client');

/** How long the issuer may take over an answer: finding it out and trading a code in must fit into 10 seconds. */
const patienceSeconds = 3;

/**
 * Prepares signing in at an issuer. Its settings are discovered at the first sign-in and kept.
 *
 * @throws where the issuer is neither https nor on this machine
 */
export function createOidc({ issuer, clientId, clientSecret, redirectUri }: OidcSettings): Oidc {
  const server = new URL(issuer);
  const isLocal = isOnThisMachine(server);
  if (server.protocol !== 'https:' && !isLocal)
    throw new Error(`The issuer ${issuer} must start with https://.`);

  let discovered: Promise<OpenidClient.Configuration> | undefined;
  const forget = (error: unknown): never => {
    discovered = undefined;
    throw error;
  };
  const discover = async () => {
    const [client, secret] = await Promise.all([openidClient(), clientSecret()]);
    const execute = isLocal ? [client.allowInsecureRequests] : [];
    return client.discovery(server, clientId, secret, undefined, { execute, timeout: patienceSeconds });
  };
  const configuration = () => {
    discovered ??= discover().catch(forget);
    return discovered;
  };

  return {
    issuerOrigin: server.origin,

    start: async () => {
      const client = await openidClient();
      const expected = {
        codeVerifier: client.randomPKCECodeVerifier(),
        state: client.randomState(),
        nonce: client.randomNonce(),
      };
      const url = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: 'openid email',
        code_challenge: await client.calculatePKCECodeChallenge(expected.codeVerifier),
        code_challenge_method: 'S256',
        state: expected.state,
        nonce: expected.nonce,
        // Whoever has signed out here is still signed in there: without this the next person gets in as them.
        prompt: 'select_account',
      });
      return { url, expected };
    },

    finish: async (query, { codeVerifier, state, nonce }) => {
      const client = await openidClient();
      const callback = new URL(redirectUri);
      callback.search = query;
      try {
        const tokens = await client.authorizationCodeGrant(await configuration(), callback, {
          pkceCodeVerifier: codeVerifier,
          expectedState: state,
          expectedNonce: nonce,
        });
        const identity = identityOf({ ...tokens.claims() });
        return identity === null ? fail('refused') : ok(identity);
      } catch (error) {
        // Anything else may come of a setting that has changed, such as the secret: it is read again next time.
        return isRefusal(client, error) ? fail('refused') : forget(error);
      }
    },
  };
}

/** A person who cancelled, and an answer that is stale, used or forged. */
const isRefusal = (client: typeof OpenidClient, error: unknown): boolean =>
  error instanceof client.AuthorizationResponseError ||
  (error instanceof client.ResponseBodyError && error.error === 'invalid_grant') ||
  (error instanceof client.ClientError && error.code === 'OAUTH_INVALID_RESPONSE');

const isOnThisMachine = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1');
