import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deployCheck, steps, type World } from './deploy-check.ts';

const host = 'reviews.example.nhs.uk';
const [addOn, site] = ['1234-abc.apps.googleusercontent.com', '1234-def.apps.googleusercontent.com'];
const dnsRecords = {
  DnsRecordHost: `${host} CNAME d-1.execute-api.eu-west-2.amazonaws.com`,
  DnsRecordDkim1: `a._domainkey.${host} CNAME a.dkim.amazonses.com`,
  DnsRecordMailFromMx: `bounce.${host} MX 10 feedback-smtp.eu-west-2.amazonses.com`,
  DnsRecordMailFromSpf: `bounce.${host} TXT "v=spf1 include:amazonses.com ~all"`,
  DnsRecordDmarc: `_dmarc.${host} TXT "v=DMARC1; p=none; rua=mailto:postmaster@${host}"`,
};
const pairs = (values: object, key: string, value: string) =>
  Object.entries(values).map(([name, one]) => ({ [key]: name, [value]: one }));

const stack = (given: object, printed: object, more: object = {}) => ({
  Stacks: [
    {
      StackId: 'arn:aws:cloudformation:eu-west-2:123456789012:stack/a/466df9e0',
      StackStatus: 'CREATE_COMPLETE',
      Parameters: pairs(given, 'ParameterKey', 'ParameterValue'),
      Outputs: pairs(printed, 'OutputKey', 'OutputValue'),
      ...more,
    },
  ],
});

/**
 * Answers of an account where every step is done, in the shapes that the AWS CLI documents; those about the first stack,
 * certificates and versions of a secret as the emulator moto 5.2.1 answered them.
 */
const answers = {
  'cloudformation describe-stacks CDKToolkit': stack({}, { BootstrapVersion: '30' }),
  'cloudformation describe-stacks CredentialReviewStateful': stack(
    { SenderDomain: host, Host: host, CertificateArn: 'arn:aws:acm:eu-west-2:123456789012:certificate/1' },
    { OidcClientSecretArn: 'arn:aws:secretsmanager:eu-west-2:123456789012:secret:a', ...dnsRecords },
    { EnableTerminationProtection: true },
  ),
  'cloudformation describe-stacks CredentialReviewStateless': stack(
    { AddOnClientId: addOn, SiteClientId: site, SenderAddress: `noreply@${host}` },
    { ApiId: 'a1b2c3', AlarmTopicArn: 'arn:aws:sns:eu-west-2:123456789012:alarms', TableName: 'table' },
  ),
  'lambda get-account-settings': {
    AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 1000 },
    AccountUsage: { FunctionCount: 9 },
  },
  'acm list-certificates': {
    CertificateSummaryList: [
      { CertificateArn: 'arn:aws:acm:eu-west-2:123456789012:certificate/1', DomainName: host },
    ],
  },
  'acm describe-certificate': {
    Certificate: {
      Status: 'ISSUED',
      DomainValidationOptions: [
        {
          DomainName: host,
          ResourceRecord: { Name: `_x.${host}.`, Type: 'CNAME', Value: '_y.acm-validations.aws.' },
        },
      ],
    },
  },
  'sesv2 get-email-identity': {
    VerifiedForSendingStatus: true,
    DkimAttributes: { SigningEnabled: true, Status: 'SUCCESS', Tokens: ['a', 'b', 'c'] },
    MailFromAttributes: { MailFromDomain: `bounce.${host}`, MailFromDomainStatus: 'SUCCESS' },
  },
  'sesv2 get-account': { ProductionAccessEnabled: true, SendingEnabled: true, EnforcementStatus: 'HEALTHY' },
  'secretsmanager list-secret-version-ids': {
    Versions: [{ VersionStages: ['AWSPREVIOUS'] }, { VersionStages: ['AWSCURRENT'] }],
  },
  'apigatewayv2 get-authorizers': {
    Items: [
      {
        AuthorizerType: 'JWT',
        JwtConfiguration: { Audience: [addOn, site], Issuer: 'https://accounts.google.com' },
      },
    ],
  },
  'sns list-subscriptions-by-topic': {
    Subscriptions: [{ Protocol: 'email', SubscriptionArn: 'arn:aws:sns:eu-west-2:123456789012:alarms:8a21' }],
  },
  'dynamodb get-item': { Item: { pk: { S: 'ROSTER' } } },
  'dynamodb query': { Count: 1, ScannedCount: 1 },
};

const files: Readonly<Record<string, string>> = {
  '.clasp.json': '{ "scriptId": "a", "rootDir": "dist/addon" }',
  'dist/addon/appsscript.json': JSON.stringify({ urlFetchWhitelist: [`https://${host}/`] }),
};

const inDns: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(dnsRecords).map((record) => {
    const [name, type, ...rest] = record.split(' ');
    return [`${name} ${type}`, rest.join(' ').replaceAll('"', '').toLowerCase()];
  }),
);

const statuses: Readonly<Record<string, number>> = {
  '/v1/openapi.json': 200,
  '/v1/me/assignments': 401,
  '/': 200,
  '/my-reviews/sign-in': 200,
};

const asked = new Set<string>();

function worldWhere(changed: {
  readonly aws?: Readonly<Record<string, unknown>>;
  readonly dns?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly statuses?: Readonly<Record<string, number>>;
}): World {
  const all: Readonly<Record<string, unknown>> = { ...answers, ...changed.aws };
  return {
    aws: async (service = '', operation = '', ...rest) => {
      asked.add(operation);
      const name = [service, operation, ...(operation === 'describe-stacks' ? [rest[1]] : [])].join(' ');
      return name in all ? all[name] : null;
    },
    dns: async (name, type) => [(changed.dns ?? inDns)[`${name} ${type}`] ?? []].flat(),
    get: async (url) => (changed.statuses ?? statuses)[new URL(url).pathname] ?? null,
    file: (path) => (changed.files ?? files)[path] ?? null,
  };
}

it('is through where every step is done, and has asked only what reads', async () => {
  const { next, done } = await deployCheck(worldWhere({}), host);
  expect(next).toBeNull();
  expect(done).toEqual(steps.map(({ name }) => name));
  for (const operation of asked) expect(operation).toMatch(/^(describe|get|list)-|^query$/);
});

it('begins with two empty accounts at the first step', async () => {
  const nothing = Object.fromEntries(Object.keys(answers).map((name) => [name, null]));
  const { done, next } = await deployCheck(
    worldWhere({ aws: nothing, files: {}, dns: {}, statuses: {} }),
    host,
  );
  expect(done).toEqual([]);
  expect(next).toMatchObject({ number: 1, name: 'Google' });
});

const stateless = (given: object) => ({
  'cloudformation describe-stacks CredentialReviewStateless': stack(
    { AddOnClientId: addOn, SiteClientId: site, SenderAddress: `noreply@${host}`, ...given },
    { ApiId: 'a1b2c3', AlarmTopicArn: 'arn:aws:sns:eu-west-2:123456789012:alarms', TableName: 'table' },
  ),
});

it.each([
  [
    'the whitelist is another host’s',
    {
      files: {
        ...files,
        'dist/addon/appsscript.json': '{"urlFetchWhitelist":["https://other.example.org/"]}',
      },
    },
    'Google',
    /may reach https:\/\/other\.example\.org\/, not https:\/\/reviews/,
  ],
  [
    'a new account’s concurrency is 10',
    { aws: { 'lambda get-account-settings': { AccountLimit: { ConcurrentExecutions: 10 } } } },
    'AWS account',
    /at most 10 .* needs 100/,
  ],
  [
    'there is no certificate',
    { aws: { 'acm list-certificates': { CertificateSummaryList: [] } } },
    'Certificate',
    /request one/,
  ],
  [
    'the certificate waits for its DNS record',
    {
      aws: {
        'acm describe-certificate': {
          Certificate: { ...answers['acm describe-certificate'].Certificate, Status: 'PENDING_VALIDATION' },
        },
      },
    },
    'Certificate',
    /PENDING_VALIDATION.*_x\.reviews\.example\.nhs\.uk\. CNAME _y\.acm-validations\.aws\./,
  ],
  [
    'the stateful stack failed',
    {
      aws: {
        'cloudformation describe-stacks CredentialReviewStateful': stack(
          {},
          {},
          { StackStatus: 'ROLLBACK_COMPLETE' },
        ),
      },
    },
    'What lasts',
    /is ROLLBACK_COMPLETE/,
  ],
  [
    'a record of DNS leads elsewhere',
    { dns: { ...inDns, [`${host} CNAME`]: 'old.example.org' } },
    'DNS',
    /needs reviews\.example\.nhs\.uk CNAME d-1\.execute-api.*it has old\.example\.org there/,
  ],
  ['SES is in its sandbox', { aws: { 'sesv2 get-account': {} } }, 'Email', /sandbox/],
  [
    'sending is paused',
    { aws: { 'sesv2 get-account': { ProductionAccessEnabled: true, SendingEnabled: false } } },
    'Email',
    /has paused sending/,
  ],
  [
    'the client secret is the random one',
    { aws: { 'secretsmanager list-secret-version-ids': { Versions: [{}] } } },
    'Client secret',
    /still the random one/,
  ],
  [
    'the add-on’s audience is the site’s',
    { aws: stateless({ AddOnClientId: site }) },
    'All else',
    /“Apps Script”/,
  ],
  [
    'API Gateway takes another audience',
    {
      aws: {
        'apigatewayv2 get-authorizers': {
          Items: [{ JwtConfiguration: { Audience: ['1-a.apps.googleusercontent.com'] } }],
        },
      },
    },
    'All else',
    /takes tokens for 1-a/,
  ],
  [
    'the sender is at another domain',
    { aws: stateless({ SenderAddress: 'a@example.org' }) },
    'All else',
    /is not at reviews/,
  ],
  [
    'nobody confirmed the alarms',
    {
      aws: {
        'sns list-subscriptions-by-topic': {
          Subscriptions: [{ Protocol: 'email', SubscriptionArn: 'PendingConfirmation' }],
        },
      },
    },
    'All else',
    /ring for nobody/,
  ],
  [
    'nobody is an administrator',
    { aws: { 'dynamodb get-item': null } },
    'First administrator',
    /npm run person/,
  ],
  ['the host answers 403', { statuses: { ...statuses, '/': 403 } }, 'It answers', /answers 403/],
  [
    'nothing is published',
    { aws: { 'dynamodb query': { Count: 0 } } },
    'First round',
    /No criteria set is published/,
  ],
])('where %s, says so at its step', async (_, changed, name, sentence) => {
  const { next } = await deployCheck(worldWhere(changed), host);
  expect(next?.name).toBe(name);
  expect(next?.wrong.join('\n')).toMatch(sentence);
});

it('counts the steps as the README does', () => {
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
  const [, deploy = ''] = readme.split('## Deploy\n');
  const listed = [...(deploy.split('\n## ')[0] ?? '').matchAll(/^(\d+)\. \*\*(.+?)\.\*\*/gm)];
  expect(listed.map(([, number, name]) => [Number(number), name])).toEqual(
    steps.map(({ name }, at) => [at + 1, name]),
  );
});
