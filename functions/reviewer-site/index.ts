import { setting } from '../environment.ts';
import { powertoolsLog } from '../log/log.ts';
import { createAssets } from '../site/web/assets.ts';
import { createPages } from '../site/web/pages.ts';
import { connect } from '../table/database.ts';
import { reviewerSiteHandler } from './handler.ts';

// Where answers to emails go. The sender's address comes with a name before it: “"Credential review" <…>”.
const sender = setting('SENDER');
// The build puts pages, the design system's macros and the assets beside this file. The staff site gives the assets out.
const here = import.meta.dirname;

export const handler = reviewerSiteHandler({
  db: connect(setting('TABLE_NAME')),
  now: () => new Date(),
  pages: createPages(here, createAssets([`${here}/assets`, `${here}/pages/assets`])),
  origin: setting('PUBLIC_ORIGIN'),
  issuerName: process.env.REVIEWER_ISSUER_NAME ?? '',
  contactAddress: process.env.REPLY_TO_ADDRESS || (/<([^>]+)>$/.exec(sender)?.[1] ?? sender),
  log: powertoolsLog(),
});
