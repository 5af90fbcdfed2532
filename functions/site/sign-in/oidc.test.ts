import { expect, it } from 'vitest';
import { createOidc } from './oidc.ts';

const at = (issuer: string) =>
  createOidc({
    issuer,
    clientId: 'site',
    clientSecret: async () => 'secret',
    redirectUri: 'https://reviews.example.nhs.uk/auth/callback',
  });

it.each(['http://accounts.example.org', 'http://localhost.example.org', 'http://10.0.0.1'])(
  'signs nobody in over plain http at %s',
  (issuer) => {
    expect(() => at(issuer)).toThrow('must start with https://');
  },
);

it.each(['https://accounts.google.com', 'http://localhost:4001', 'http://127.0.0.1:4001'])(
  'accepts %s',
  (issuer) => {
    expect(at(issuer).issuerOrigin).toBe(issuer);
  },
);
