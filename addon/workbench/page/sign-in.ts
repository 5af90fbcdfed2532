import { base64Of, bytesOfBase64, textOf } from '../../google/platform.ts';

/** What the local service tells the page. */
export interface Settings {
  readonly issuer: string;
  readonly clientId: string;
}

/** Who is signed in. */
export interface SignedIn {
  readonly token: string;
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** When the token ends, in milliseconds since 1970. */
  readonly until: number;
}

const PENDING = 'workbench-sign-in';
const TOKEN = 'workbench-token';
const here = (): string => `${location.origin}/workbench/`;

interface Endpoints {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

/** Goes to the provider's page, where a person is chosen; it comes back here with a code. */
export async function goToSignIn({ issuer, clientId }: Settings): Promise<void> {
  const { authorization_endpoint } = await endpointsOf(issuer);
  const verifier = base64Url(crypto.getRandomValues(new Uint8Array(32)));
  const state = base64Url(crypto.getRandomValues(new Uint8Array(16)));
  sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state }));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: here(),
    response_type: 'code',
    scope: 'openid email profile',
    state,
    code_challenge: base64Url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  });
  location.assign(`${authorization_endpoint}?${query}`);
}

/**
 * Who is signed in, in this tab; null where nobody is, or the token has ended.
 *
 * @throws a sentence for the person when the provider sent them back without a token
 */
export async function whoIsSignedIn(settings: Settings): Promise<SignedIn | null> {
  const answer = new URLSearchParams(location.search);
  if (answer.has('code') || answer.has('error')) {
    // The code works once: a reload must not try it again.
    history.replaceState(null, '', here());
    sessionStorage.setItem(TOKEN, await redeem(settings, answer));
  }
  const token = sessionStorage.getItem(TOKEN);
  const signedIn = token === null ? null : readToken(token);
  return signedIn && signedIn.until > Date.now() ? signedIn : null;
}

/** Forgets who is signed in. */
export const signOut = (): void => sessionStorage.removeItem(TOKEN);

async function redeem({ issuer, clientId }: Settings, answer: URLSearchParams): Promise<string> {
  const pending: { verifier: string; state: string } | null = JSON.parse(
    sessionStorage.getItem(PENDING) ?? 'null',
  );
  sessionStorage.removeItem(PENDING);
  const code = answer.get('code');
  if (code === null) throw new Error(answer.get('error_description') ?? 'The sign-in was broken off.');
  if (pending === null || pending.state !== answer.get('state'))
    throw new Error('This sign-in was begun in another tab, or a while ago.');
  const { token_endpoint } = await endpointsOf(issuer);
  const response = await fetch(token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: here(),
      code,
      code_verifier: pending.verifier,
    }),
  });
  if (!response.ok) throw new Error('The sign-in page’s code was not accepted; it lasts a minute.');
  const { id_token }: { id_token: string } = await response.json();
  return id_token;
}

/** Bytes in base64url, as tokens and PKCE write them. */
const base64Url = (bytes: Uint8Array): string =>
  base64Of(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

async function endpointsOf(issuer: string): Promise<Endpoints> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  return response.json();
}

/** Reads a token's claims. The service is what checks them. */
function readToken(token: string): SignedIn {
  const [, payload = ''] = token.split('.');
  const claims: { sub: string; email: string; name?: string; exp: number } = JSON.parse(
    textOf(bytesOfBase64(payload) ?? new Uint8Array()),
  );
  return {
    token,
    id: claims.sub,
    email: claims.email,
    name: claims.name ?? claims.email,
    until: claims.exp * 1000,
  };
}
