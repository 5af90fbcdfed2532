import type { Site } from './visit.ts';

/** What every answer tells the browser: nothing from elsewhere, no script at all, no framing, no keeping. */
export const securityHeaders = ({
  origin,
  oidc,
}: Pick<Site, 'origin' | 'oidc'>): Readonly<Record<string, string>> => ({
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    // A form whose session has run out leads on to signing in, which browsers count as its action.
    `form-action 'self' ${oidc.issuerOrigin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  // Not no-referrer: browsers then send `Origin: null` with forms, which could not be told from a foreign one.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  ...(origin.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
});
