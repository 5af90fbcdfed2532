import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { createEmails } from '../../functions/emails/render.ts';
import { createOidc } from '../../functions/site/sign-in/oidc.ts';
import { sessionCookie } from '../../functions/site/sign-in/session-cookie.ts';
import { createAssets } from '../../functions/site/web/assets.ts';
import { createPages } from '../../functions/site/web/pages.ts';
import { siteHandler } from '../../functions/staff-site/handler.ts';
import type { Database } from '../../functions/table/database.ts';
import { builtEmails } from '../../infra/built-emails.ts';
import { copySiteFiles } from '../../infra/site-files.ts';

const origin = 'https://desk.example.org';

/** What a page was answered. */
export interface Page {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded?: boolean;
}

/** Asks for a page with the session of that id. */
export type AskPage = (
  address: string,
  session: string,
  headers?: Readonly<Record<string, string>>,
) => Promise<Page>;

/** The site as it is deployed, before a table, without a gateway or provider; its files go into `folder`. */
export async function siteOver(db: Database, folder: string, now = () => new Date()): Promise<AskPage> {
  await copySiteFiles(join(import.meta.dirname, '../../functions/site'), folder);
  const assets = createAssets([join(folder, 'assets'), join(folder, 'pages', 'assets')]);
  const ignored = () => {};
  const handler = siteHandler({
    db,
    now,
    oidc: createOidc({
      issuer: 'https://issuer.example.org',
      clientId: 'desk',
      clientSecret: async () => '',
      redirectUri: origin,
    }),
    pages: createPages(folder, assets),
    assets,
    emails: createEmails(builtEmails, { origin, reviewerStart: origin }),
    origin,
    issuerName: '',
    contactAddress: 'centre@example.org',
    log: { info: ignored, count: ignored, flush: ignored, error: (...line) => console.error(...line) },
  });
  return (address, session, headers = {}) => {
    const { pathname, search } = new URL(address, origin);
    const event = {
      rawPath: pathname,
      rawQueryString: search.slice(1),
      cookies: [sessionCookie(origin).keep(session).split(';')[0]],
      headers,
      isBase64Encoded: false,
      requestContext: { requestId: 'asked', http: { method: 'GET' } },
    };
    return handler(event as unknown as Parameters<typeof handler>[0], {} as Context) as Promise<Page>;
  };
}
