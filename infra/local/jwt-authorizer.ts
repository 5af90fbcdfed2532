import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Claims } from './payload.ts';

/** Whose tokens are let in, and for which audiences. */
export interface JwtSettings {
  readonly issuer: string;
  readonly audiences: readonly string[];
}

/** What became of an `Authorization` header: the claims, or the `www-authenticate` header that refuses it. */
export type Authorization = { readonly claims: Claims } | { readonly challenge: string };

/**
 * The JWT authorizer of an HTTP API: RS256, the issuer, the audience (`aud`, or `client_id` without one),
 * `exp`, `nbf` and `iat`, no allowance for clocks that differ. The keys come from the issuer's discovery
 * document when the first token arrives.
 */
export function jwtAuthorizer({ issuer, audiences }: JwtSettings) {
  let keys: Promise<JWTVerifyGetKey> | undefined;

  const issuersKeys = () => {
    keys ??= discoverKeys(issuer);
    // An issuer that is not up yet is asked again by the next request.
    keys.catch(() => {
      keys = undefined;
    });
    return keys;
  };

  return async (header: string | undefined): Promise<Authorization> => {
    const token = header?.replace(/^bearer\s+/i, '');
    if (!token) return { challenge: 'Bearer' };
    try {
      const { payload } = await jwtVerify(token, await issuersKeys(), {
        issuer,
        algorithms: ['RS256'],
        requiredClaims: ['exp'],
      });
      const problem = problemWith(payload, audiences);
      return problem ? refused(problem) : { claims: asStrings(payload) };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return refused('the token has expired');
      if (!(error instanceof errors.JOSEError))
        console.error(`The tokens of ${issuer} cannot be checked:`, error);
      return refused('the token is not valid');
    }
  };
}

const refused = (description: string): Authorization => ({
  challenge: `Bearer scope="" error="invalid_token" error_description="${description}"`,
});

function problemWith(payload: JWTPayload, audiences: readonly string[]): string | undefined {
  const meantFor = [payload.aud ?? payload.client_id].flat();
  if (!meantFor.some((audience) => typeof audience === 'string' && audiences.includes(audience)))
    return 'the token does not have a valid audience';
  if (payload.iat && payload.iat > Date.now() / 1000) return 'the token is not valid yet';
  return undefined;
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error(`The discovery document of ${issuer} answered ${response.status}.`);
  const { jwks_uri } = (await response.json()) as { jwks_uri: string };
  return createRemoteJWKSet(new URL(jwks_uri));
}

/** Numbers and booleans arrive as text, lists as `[a b]`. */
const asStrings = (payload: JWTPayload): Claims =>
  Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, asString(value)]));

function asString(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asString).join(' ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
