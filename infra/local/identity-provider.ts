import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider, {
  type Adapter,
  type AdapterPayload,
  type ClientMetadata,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { escapeHtml, sendPage } from './page.ts';
import { close, listen, type Running } from './ports.ts';

/** Someone who can sign in. */
export interface Person {
  readonly sub: string;
  readonly email: string;
  readonly name: string;
  /** Shown on the chooser only: the service takes roles from its own data, never from a token. */
  readonly roles: readonly string[];
}

/** An application that people sign in to. */
export interface IdentityClient {
  readonly clientId: string;
  /** Sent in the body of the token request. Without one the client is public: PKCE alone protects it. */
  readonly clientSecret?: string;
  readonly redirectUris: readonly string[];
}

/** What to start. */
export interface IdentityProviderOptions {
  /** 0 (the default) for any free port. */
  readonly port?: number;
  /** Asked at every sign-in, so that new people can sign in at once. */
  readonly people: () => Promise<readonly Person[]>;
  readonly clients: readonly IdentityClient[];
  /** The folder that keeps the signing key, so that tokens outlive a restart; without one there is a new key. */
  readonly dataFolder?: string;
}

/**
 * Starts an OpenID provider whose identity tokens look like Google's, with a page to choose a person from in
 * place of passwords. Its `url` is the issuer: 127.0.0.1 rather than localhost, so that browsers keep its
 * cookies from the site's and treat it as another site, which Google is.
 *
 * @throws a sentence for the terminal when the port is taken
 */
export async function startIdentityProvider(options: IdentityProviderOptions): Promise<Running> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {};
  const server = createServer((request, response) => handle(request, response));
  // The issuer holds the port, so the port comes first.
  const url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;

  const provider = await createProvider(url, options);
  const callback = provider.callback();
  const choose = chooser(provider, options);
  handle = (request, response) => {
    if (!request.url?.startsWith('/choose/')) {
      callback(request, response);
      return;
    }
    choose(request, response).catch((error: unknown) => {
      if (!(error instanceof errors.SessionNotFound)) console.error('Signing in failed:', error);
      sendPage(response, {
        title: 'This page has expired',
        body: '<p>Go back to where you came from and sign in again.</p>',
        statusCode: 400,
      });
    });
  };
  return { url, stop: () => close(server) };
}

const HOUR = 60 * 60;

async function createProvider(issuer: string, options: IdentityProviderOptions): Promise<Provider> {
  const key = await signingKey(options.dataFolder);
  return new Provider(issuer, {
    adapter: memoryAdapter(),
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    clients: options.clients.map(clientMetadata),
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid', 'email', 'profile'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // Google puts them into the identity token as well, where the add-on needs them.
    conformIdTokenClaims: false,
    findAccount: async (_, sub) => {
      const person = (await options.people()).find((candidate) => candidate.sub === sub);
      if (!person) return undefined;
      const { email, name } = person;
      return { accountId: sub, claims: () => ({ sub, email, email_verified: true, name }) };
    },
    interactions: { url: (_, { uid }) => `/choose/${uid}`, policy: policy() },
    loadExistingGrant: consented,
    features: {
      devInteractions: { enabled: false },
      // There is no session to end: at every sign-in somebody chooses again who they are.
      rpInitiatedLogout: { enabled: false },
    },
    clientBasedCORS: (_, origin, client) =>
      (client.redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin),
    ttl: {
      IdToken: HOUR,
      AccessToken: HOUR,
      AuthorizationCode: 60,
      Grant: HOUR,
      Interaction: HOUR,
      Session: HOUR,
    },
    renderError: (ctx, { error, error_description }) => {
      ctx.respond = false;
      const detail = escapeHtml(`${error}: ${error_description ?? ''}`);
      sendPage(ctx.res, {
        title: 'You cannot sign in',
        body: `<p>The request to sign in was not in order.</p><p>${detail}</p>`,
        statusCode: ctx.status,
      });
    },
  });
}

const clientMetadata = (client: IdentityClient): ClientMetadata => ({
  client_id: client.clientId,
  redirect_uris: [...client.redirectUris],
  grant_types: ['authorization_code'],
  response_types: ['code'],
  ...(client.clientSecret
    ? { client_secret: client.clientSecret, token_endpoint_auth_method: 'client_secret_post' }
    : { token_endpoint_auth_method: 'none' }),
});

/** Consent is taken as given; applications may ask for either prompt all the same, as they do with Google. */
function policy() {
  const { base, Prompt } = interactionPolicy;
  const prompts = base();
  prompts.remove('consent');
  prompts.add(new Prompt({ name: 'select_account', requestable: true }));
  prompts.add(new Prompt({ name: 'consent', requestable: true }));
  return prompts;
}

async function consented({ oidc }: KoaContextWithOIDC) {
  const accountId = oidc.session?.accountId;
  const clientId = oidc.client?.clientId;
  if (!accountId || !clientId) return undefined;
  const grant = new oidc.provider.Grant({ accountId, clientId });
  grant.addOIDCScope('openid email profile');
  await grant.save();
  return grant;
}

/** The page with a button for each person, and what its buttons do. */
function chooser(provider: Provider, { people, clients }: IdentityProviderOptions) {
  // The form's answer redirects to the application, which the policy must allow.
  const formTargets = clients.flatMap(({ redirectUris }) => redirectUris).map((uri) => new URL(uri).origin);

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { params } = await provider.interactionDetails(request, response);
    const everyone = await people();

    if (request.method !== 'POST') {
      sendPage(response, {
        title: 'Choose who to sign in as',
        body: `<p>To continue to ${escapeHtml(String(params.client_id))}. There are no passwords here.</p>
<form method="post">${chooseFrom('The Centre', everyone.filter(isOfCentre))}${chooseFrom(
          'Reviewers',
          everyone.filter((person) => !isOfCentre(person)),
        )}</form>`,
        formTargets,
      });
      return;
    }
    const email = new URLSearchParams(await text(request)).get('email');
    const person = everyone.find((candidate) => candidate.email === email);
    const result = person
      ? { login: { accountId: person.sub, remember: false }, select_account: {}, consent: {} }
      : { error: 'access_denied', error_description: 'Nobody with this address is here.' };
    await provider.interactionFinished(request, response, result);
  };
}

/** Whether somebody does more than review: they are few, and stand before all who review. */
const isOfCentre = ({ roles }: Person) => roles.some((role) => role !== 'reviewer');

const chooseFrom = (heading: string, people: readonly Person[]) =>
  people.length === 0
    ? ''
    : `<h2>${heading}</h2><ul class="people">${people.map(personButton).join('')}</ul>`;

const personButton = ({ name, email, roles }: Person) => `
<li><button name="email" value="${escapeHtml(email)}"><strong>${escapeHtml(name)}</strong>
<span>${escapeHtml([email, ...roles].join(', '))}</span></button></li>`;

async function signingKey(dataFolder: string | undefined): Promise<JWK> {
  const file = dataFolder && join(dataFolder, 'identity-provider-key.json');
  const kept = file && readKey(file);
  if (kept) return kept;

  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const key = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'RS256', use: 'sig' };
  if (file) {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(file, JSON.stringify(key), { mode: 0o600 });
  }
  return key;
}

function readKey(file: string): JWK | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JWK;
  } catch {
    return undefined;
  }
}

/** Keeps codes and half-finished sign-ins until they expire: none of them needs to outlive a restart. */
function memoryAdapter(): (model: string) => Adapter {
  const stored = new Map<string, { readonly payload: AdapterPayload; readonly expires: number }>();

  return (model) => {
    const keyOf = (id: string) => `${model} ${id}`;
    const find = async (id: string) => {
      const found = stored.get(keyOf(id));
      return found && found.expires > Date.now() ? found.payload : undefined;
    };
    return {
      // A browser's session is never found again, so that every sign-in asks who it is.
      find: async (id) => (model === 'Session' ? undefined : find(id)),
      upsert: async (id, payload, expiresIn = HOUR) => {
        stored.set(keyOf(id), { payload, expires: Date.now() + expiresIn * 1000 });
      },
      consume: async (id) => {
        const payload = await find(id);
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => {
        stored.delete(keyOf(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const [key, { payload }] of stored) if (payload.grantId === grantId) stored.delete(key);
      },
      findByUid: async (uid) => {
        for (const { payload } of stored.values()) if (payload.uid === uid) return payload;
        return undefined;
      },
      // Devices without a keyboard do not sign in here.
      findByUserCode: async () => undefined,
    };
  };
}
