import type { NoticeKind } from '../../shared/contract/notices/kinds.ts';
import type { EmailSettings, Kind } from './kind.ts';
import { type Emails, type KindOf, rendering } from './rendering.ts';

/** What makes emails to be sent: a kind is loaded with the first email of it, so that a cold start loads one. */
export function emailsToSend(folder: string, settings: EmailSettings): Pick<Emails, 'toSend'> {
  const loaded = new Map<NoticeKind, unknown>();
  const emails = rendering(folder, settings, ((kind) => loaded.get(kind)) as KindOf);
  return {
    toSend: async (notice, recipient, open, says) => {
      if (!loaded.has(notice.notice)) loaded.set(notice.notice, (await loads[notice.notice]()).kind);
      return emails.toSend(notice, recipient, open, says);
    },
  };
}

// A line for each folder, as in `kinds/index.ts`: types fail where one is missing.
const loads: { readonly [K in NoticeKind]: () => Promise<{ readonly kind: Kind<K> }> } = {
  'concern-answered': () => import('./kinds/concern-answered/kind.ts'),
  'concern-raised': () => import('./kinds/concern-raised/kind.ts'),
  'condition-news': () => import('./kinds/condition-news/kind.ts'),
  'contact-changed': () => import('./kinds/contact-changed/kind.ts'),
  'contact-code': () => import('./kinds/contact-code/kind.ts'),
  'dates-changed': () => import('./kinds/dates-changed/kind.ts'),
  'decision-recorded': () => import('./kinds/decision-recorded/kind.ts'),
  'decision-withdrawn': () => import('./kinds/decision-withdrawn/kind.ts'),
  'declaration-received': () => import('./kinds/declaration-received/kind.ts'),
  'declaration-resolved': () => import('./kinds/declaration-resolved/kind.ts'),
  'developer-answered': () => import('./kinds/developer-answered/kind.ts'),
  digest: () => import('./kinds/digest/kind.ts'),
  'endorsement-suspended': () => import('./kinds/endorsement-suspended/kind.ts'),
  'fact-check': () => import('./kinds/fact-check/kind.ts'),
  'interest-declared': () => import('./kinds/interest-declared/kind.ts'),
  invitation: () => import('./kinds/invitation/kind.ts'),
  letter: () => import('./kinds/letter/kind.ts'),
  'meeting-changed': () => import('./kinds/meeting-changed/kind.ts'),
  'off-panel': () => import('./kinds/off-panel/kind.ts'),
  'panel-called': () => import('./kinds/panel-called/kind.ts'),
  'put-before-group': () => import('./kinds/put-before-group/kind.ts'),
  receipt: () => import('./kinds/receipt/kind.ts'),
  recommendation: () => import('./kinds/recommendation/kind.ts'),
  reminder: () => import('./kinds/reminder/kind.ts'),
  reopened: () => import('./kinds/reopened/kind.ts'),
  'review-file': () => import('./kinds/review-file/kind.ts'),
  'reviews-in': () => import('./kinds/reviews-in/kind.ts'),
  'round-closed': () => import('./kinds/round-closed/kind.ts'),
  'sign-in-code': () => import('./kinds/sign-in-code/kind.ts'),
  'signature-asked': () => import('./kinds/signature-asked/kind.ts'),
  'suspension-lifted': () => import('./kinds/suspension-lifted/kind.ts'),
  'version-added': () => import('./kinds/version-added/kind.ts'),
};
