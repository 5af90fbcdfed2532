import { emailsWhenAsked } from '../emails/when-asked.ts';
import { setting } from '../environment.ts';
import { powertoolsLog } from '../log/log.ts';
import { createOidc } from '../site/sign-in/oidc.ts';
import { readSecret } from '../site/sign-in/secret.ts';
import { createAssets } from '../site/web/assets.ts';
import { createPages } from '../site/web/pages.ts';
import { connect } from '../table/database.ts';
import { siteHandler } from './handler.ts';

const origin = setting('PUBLIC_ORIGIN');
// Where answers to emails go. The sender's address comes with a name before it: “"Credential review" <…>”.
const sender = setting('SENDER');
const contactAddress = process.env.REPLY_TO_ADDRESS || (/<([^>]+)>$/.exec(sender)?.[1] ?? sender);
// The build puts pages, the design system's macros and the assets beside this file.
const here = import.meta.dirname;
const assets = createAssets([`${here}/assets`, `${here}/pages/assets`]);

export const handler = siteHandler({
  db: connect(setting('TABLE_NAME')),
  now: () => new Date(),
  oidc: createOidc({
    issuer: setting('OIDC_ISSUER'),
    clientId: setting('OIDC_CLIENT_ID'),
    clientSecret: () => readSecret(setting('OIDC_CLIENT_SECRET_ARN')),
    redirectUri: `${origin}/auth/callback`,
  }),
  pages: createPages(here, assets),
  assets,
  emails: emailsWhenAsked(`${here}/emails`, { origin, reviewerStart: setting('REVIEWER_START_URL') }),
  origin,
  issuerName: process.env.REVIEWER_ISSUER_NAME ?? '',
  contactAddress,
  log: powertoolsLog(),
});
