import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { createBrowser } from './browser.ts';

/** For whom, and as which application. */
export interface TokenRequest {
  /** The `url` of the running identity provider. */
  readonly issuer: string;
  readonly clientId: string;
  /** One that is registered for the client; nothing needs to listen there. */
  readonly redirectUri: string;
  /** For clients that have one. */
  readonly clientSecret?: string;
  /** The person on the chooser page. */
  readonly email: string;
}

const discoverySchema = z.object({ authorization_endpoint: z.url(), token_endpoint: z.url() });
const tokenSchema = z.object({ id_token: z.string() });

/**
 * Gets an identity token as a browser would: the code flow with PKCE, and a press on the person's button of
 * the chooser page.
 *
 * @throws a sentence for the terminal when the person is not on the page or the provider refuses
 */
export async function fetchIdToken(request: TokenRequest): Promise<string> {
  const { issuer, clientId, redirectUri, clientSecret, email } = request;
  const discovery = await fetch(`${issuer}/.well-known/openid-configuration`);
  const endpoints = discoverySchema.parse(await discovery.json());
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const browser = createBrowser();

  const authorization = new URL(endpoints.authorization_endpoint);
  authorization.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid email profile',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();

  const isRedirectUri = (url: string) => url.startsWith(redirectUri);
  const chooser = await browser.open(authorization.href, isRedirectUri);
  const people = [...chooser.page.matchAll(/name="email" value="([^"]*)"/g)].map(([, value]) =>
    unescapeHtml(value ?? ''),
  );
  if (!people.includes(email))
    throw new Error(`${email} cannot be chosen at ${chooser.url}, only: ${people.join(', ') || 'nobody'}.`);
  const { url } = await browser.open(chooser.url, isRedirectUri, new URLSearchParams({ email }));

  const answer = new URL(url).searchParams;
  const code = answer.get('code');
  if (!code || answer.get('state') !== state)
    throw new Error(`${issuer} did not sign ${email} in: ${answer.get('error_description') ?? url}`);

  const response = await fetch(endpoints.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      ...(clientSecret && { client_secret: clientSecret }),
      redirect_uri: redirectUri,
      code,
      code_verifier: verifier,
    }),
  });
  if (!response.ok) throw new Error(`${issuer} gave no token: ${await response.text()}`);
  return tokenSchema.parse(await response.json()).id_token;
}

const unescapeHtml = (html: string) =>
  html.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
