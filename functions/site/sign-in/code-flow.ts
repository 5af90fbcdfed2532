import * as client from 'openid-client';
import { fail, ok } from '../../../shared/domain/basics/result.ts';
import { identityOf } from '../../people/identify.ts';
import type { Oidc, OidcSettings } from './oidc.ts';

/** How long the issuer may take over an answer: finding it out and trading a code in must fit into 10 seconds. */
const patienceSeconds = 3;

/** The code flow at an issuer. Its settings are discovered at the first sign-in and kept. */
export function codeFlow(
  { clientId, clientSecret, redirectUri }: OidcSettings,
  { server, isLocal }: { readonly server: URL; readonly isLocal: boolean },
): Pick<Oidc, 'start' | 'finish'> {
  let discovered: Promise<client.Configuration> | undefined;
  const forget = (error: unknown): never => {
    discovered = undefined;
    throw error;
  };
  const discover = async () => {
    const secret = await clientSecret();
    const execute = isLocal ? [client.allowInsecureRequests] : [];
    return client.discovery(server, clientId, secret, undefined, { execute, timeout: patienceSeconds });
  };
  const configuration = () => {
    discovered ??= discover().catch(forget);
    return discovered;
  };

  return {
    start: async (callback = redirectUri) => {
      const expected = {
        codeVerifier: client.randomPKCECodeVerifier(),
        state: client.randomState(),
        nonce: client.randomNonce(),
      };
      const url = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: new URL(callback, redirectUri).href,
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

    finish: async (query, { codeVerifier, state, nonce }, callback = redirectUri) => {
      const came = new URL(callback, redirectUri);
      came.search = query;
      try {
        const tokens = await client.authorizationCodeGrant(await configuration(), came, {
          pkceCodeVerifier: codeVerifier,
          expectedState: state,
          expectedNonce: nonce,
        });
        const identity = identityOf({ ...tokens.claims() });
        return identity === null ? fail('refused') : ok(identity);
      } catch (error) {
        // Anything else may come of a setting that has changed, such as the secret: it is read again next time.
        return isRefusal(error) ? fail('refused') : forget(error);
      }
    },
  };
}

/** A person who cancelled, and an answer that is stale, used or forged. */
const isRefusal = (error: unknown): boolean =>
  error instanceof client.AuthorizationResponseError ||
  (error instanceof client.ResponseBodyError && error.error === 'invalid_grant') ||
  (error instanceof client.ClientError && error.code === 'OAUTH_INVALID_RESPONSE');
