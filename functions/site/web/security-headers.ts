import type { Site } from './visit.ts';

/** A site, with the issuer that its people sign in at, if there is one. */
type Secured = Pick<Site, 'origin'> & Partial<Pick<Site, 'oidc'>>;

const pagePolicy = ({ oidc }: Partial<Pick<Site, 'oidc'>>) => [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  // A form whose session has run out leads on to signing in, which browsers count as its action.
  `form-action 'self'${oidc === undefined ? '' : ` ${oidc.issuerOrigin}`}`,
  "frame-ancestors 'none'",
  "base-uri 'none'",
];

/** What lets a page show an email in a frame. */
export const framesAnEmail = (site: Pick<Site, 'oidc'>): Readonly<Record<string, string>> => ({
  'content-security-policy': [...pagePolicy(site), "frame-src 'self'"].join('; '),
});

/** What an email in such a frame may do: look as it does in mail programs, and open its links in tabs of their own. */
export const framedEmail: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
    'sandbox allow-popups allow-popups-to-escape-sandbox',
  ].join('; '),
};

/** What every answer tells the browser: nothing from elsewhere, no script at all, no framing, no keeping. */
export const securityHeaders = (site: Secured): Readonly<Record<string, string>> => ({
  'content-security-policy': pagePolicy(site).join('; '),
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  // Not no-referrer: browsers then send `Origin: null` with forms, which could not be told from a foreign one.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  ...(site.origin.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
});
