import * as z from 'zod';
import { keys, listKeys, ownerKeys } from '../functions/table/keys.ts';

/** What a check may ask of the world: it reads, and changes nothing. */
export interface World {
  /** The answer of the AWS CLI to a request that only reads; null where there is nothing of that name. */
  readonly aws: (...command: readonly string[]) => Promise<unknown>;
  /** What DNS says of a name; nothing where it knows none. An MX as `10 host`, all in lower case without a last dot. */
  readonly dns: (name: string, type: 'CNAME' | 'MX' | 'TXT') => Promise<readonly string[]>;
  /** The status that an address answers with; null where nothing answers. */
  readonly get: (url: string) => Promise<number | null>;
  /** The text of a file of this folder; null where there is none. */
  readonly file: (path: string) => string | null;
}

/** One step from two empty accounts to the first round, as README.md counts them. */
interface Step {
  readonly name: string;
  /** What is still to be done or wrong, in sentences; nothing where the step is done. */
  readonly wrong: (world: World, host: string) => Promise<readonly string[]>;
}

/** Fewer than this at once, and a panel that saves together is told to try again. New accounts have about 10. */
const concurrencyNeeded = 100;

const stackNames = { stateful: 'CredentialReviewStateful', stateless: 'CredentialReviewStateless' } as const;

const certificates = z.object({
  CertificateSummaryList: z.array(z.object({ CertificateArn: z.string(), DomainName: z.string() })),
});
const certificate = z.object({
  Certificate: z.object({
    Status: z.string(),
    DomainValidationOptions: z
      .array(z.object({ ResourceRecord: z.object({ Name: z.string(), Value: z.string() }).optional() }))
      .default([]),
  }),
});
const limits = z.object({ AccountLimit: z.object({ ConcurrentExecutions: z.number() }) });
const stacks = z.object({
  Stacks: z
    .array(
      z.object({
        StackStatus: z.string(),
        EnableTerminationProtection: z.boolean().default(false),
        Parameters: z.array(z.object({ ParameterKey: z.string(), ParameterValue: z.string() })).default([]),
        Outputs: z.array(z.object({ OutputKey: z.string(), OutputValue: z.string() })).default([]),
      }),
    )
    .min(1),
});
const identity = z.object({
  DkimAttributes: z.object({ Status: z.string() }),
  MailFromAttributes: z
    .object({ MailFromDomainStatus: z.string().default('not set') })
    .default({ MailFromDomainStatus: 'not set' }),
});
const sending = z.object({
  ProductionAccessEnabled: z.boolean().default(false),
  SendingEnabled: z.boolean().default(true),
});
const versions = z.object({ Versions: z.array(z.unknown()) });
const subscriptions = z.object({
  Subscriptions: z.array(z.object({ Protocol: z.string(), SubscriptionArn: z.string() })),
});
const authorizers = z.object({
  Items: z.array(z.object({ JwtConfiguration: z.object({ Audience: z.array(z.string()) }) })),
});
const oneItem = z.object({ Item: z.unknown().optional() });
const counted = z.object({ Count: z.number() });

/** A stack as it stands, or null. */
interface Standing {
  readonly status: string;
  readonly isProtected: boolean;
  readonly given: Readonly<Record<string, string>>;
  readonly printed: Readonly<Record<string, string>>;
}

async function stack({ aws }: World, name: string): Promise<Standing | null> {
  const answer = await aws('cloudformation', 'describe-stacks', '--stack-name', name);
  if (answer === null) return null;
  const [found] = stacks.parse(answer).Stacks;
  if (found === undefined) return null;
  return {
    status: found.StackStatus,
    isProtected: found.EnableTerminationProtection,
    given: Object.fromEntries(found.Parameters.map((one) => [one.ParameterKey, one.ParameterValue])),
    printed: Object.fromEntries(found.Outputs.map((one) => [one.OutputKey, one.OutputValue])),
  };
}

const isDeployed = (standing: Standing | null): standing is Standing =>
  standing !== null && /^(CREATE|UPDATE)_COMPLETE$/.test(standing.status);

const notDeployed = (name: string, standing: Standing | null): string =>
  standing === null
    ? `There is no stack ${name} in eu-west-2: deploy it.`
    : `The stack ${name} is ${standing.status}: see its events (aws cloudformation describe-stack-events --stack-name ${name}).`;

const unless = (fits: boolean, sentence: string): string[] => (fits ? [] : [sentence]);

/** The steps, each with what nothing later is needed for. */
export const steps: readonly Step[] = [
  {
    name: 'Google',
    wrong: async ({ file }, host) => {
      const manifest = file('dist/addon/appsscript.json');
      const whitelist = manifest === null ? [] : (JSON.parse(manifest).urlFetchWhitelist ?? []);
      return [
        ...unless(
          file('.clasp.json') !== null,
          'There is no .clasp.json, which names the script to push to.',
        ),
        ...unless(
          whitelist.includes(`https://${host}/`),
          `The add-on that was built last may reach ${whitelist.join(', ') || 'nothing'}, not https://${host}/: API_URL=https://${host} npm run addon:push.`,
        ),
      ];
    },
  },
  {
    name: 'AWS account',
    wrong: async ({ aws }) => {
      if ((await aws('cloudformation', 'describe-stacks', '--stack-name', 'CDKToolkit')) === null)
        return ['The account is not bootstrapped for eu-west-2: npx cdk bootstrap.'];
      const { ConcurrentExecutions } = limits.parse(await aws('lambda', 'get-account-settings')).AccountLimit;
      return unless(
        ConcurrentExecutions >= concurrencyNeeded,
        `Lambda runs at most ${ConcurrentExecutions} functions at once here, and needs ${concurrencyNeeded}: ask for more (Service Quotas, “Concurrent executions”).`,
      );
    },
  },
  {
    name: 'Certificate',
    wrong: async ({ aws }, host) => {
      const { CertificateSummaryList } = certificates.parse(await aws('acm', 'list-certificates'));
      const own = CertificateSummaryList.find(({ DomainName }) => DomainName === host);
      if (own === undefined) return [`There is no certificate for ${host} in eu-west-2: request one.`];
      const { Status, DomainValidationOptions } = certificate.parse(
        await aws('acm', 'describe-certificate', '--certificate-arn', own.CertificateArn),
      ).Certificate;
      const records = DomainValidationOptions.flatMap(({ ResourceRecord }) => ResourceRecord ?? []);
      return unless(
        Status === 'ISSUED',
        `The certificate is ${Status}. ${records.map(({ Name, Value }) => `DNS needs ${Name} CNAME ${Value}`).join('; ')}`.trim(),
      );
    },
  },
  {
    name: 'What lasts',
    wrong: async (world, host) => {
      const standing = await stack(world, stackNames.stateful);
      if (!isDeployed(standing)) return [notDeployed(stackNames.stateful, standing)];
      return [
        ...unless(
          standing.isProtected,
          'The stateful stack can be deleted by accident: deploy it by cdk deploy.',
        ),
        ...unless(
          standing.given.Host === host,
          `The stateful stack is for ${standing.given.Host}, not for ${host}.`,
        ),
      ];
    },
  },
  {
    name: 'DNS',
    wrong: async (world) => {
      const standing = await stack(world, stackNames.stateful);
      const records = Object.entries(standing?.printed ?? {}).filter(([key]) => key.startsWith('DnsRecord'));
      const wrong: string[] = [];
      for (const [, record] of records) {
        const [name = '', type = '', ...rest] = record.split(' ');
        if (type !== 'CNAME' && type !== 'MX' && type !== 'TXT') continue;
        const found = await world.dns(name, type);
        const isDmarc = name.startsWith('_dmarc.');
        const value = rest.join(' ').replaceAll('"', '').toLowerCase();
        // Whoever keeps the domain says what becomes of what fails: any policy is one.
        const fits = isDmarc ? found.some((text) => text.startsWith('v=dmarc1')) : found.includes(value);
        if (!fits) wrong.push(`DNS needs ${record}; it has ${found.join(', ') || 'nothing'} there.`);
      }
      return wrong;
    },
  },
  {
    name: 'Email',
    wrong: async (world) => {
      const domain = (await stack(world, stackNames.stateful))?.given.SenderDomain ?? '';
      const answer = await world.aws('sesv2', 'get-email-identity', '--email-identity', domain);
      if (answer === null) return [`SES knows no identity ${domain}.`];
      const { DkimAttributes, MailFromAttributes } = identity.parse(answer);
      const account = sending.parse(await world.aws('sesv2', 'get-account'));
      return [
        ...unless(
          DkimAttributes.Status === 'SUCCESS',
          `DKIM of ${domain} is ${DkimAttributes.Status}: SES looks at DNS for 72 hours.`,
        ),
        ...unless(
          MailFromAttributes.MailFromDomainStatus === 'SUCCESS',
          `The MAIL FROM domain of ${domain} is ${MailFromAttributes.MailFromDomainStatus}.`,
        ),
        ...unless(
          account.ProductionAccessEnabled,
          'SES is in its sandbox and sends to nobody but verified addresses: ask for production access.',
        ),
        ...unless(account.SendingEnabled, 'SES has paused sending in this account: see its reputation page.'),
      ];
    },
  },
  {
    name: 'Client secret',
    wrong: async (world) => {
      const secret = (await stack(world, stackNames.stateful))?.printed.OidcClientSecretArn ?? '';
      // Only how many there were is asked: the value is nobody's here.
      const { Versions } = versions.parse(
        await world.aws('secretsmanager', 'list-secret-version-ids', '--secret-id', secret),
      );
      return unless(Versions.length > 1, 'The client secret is still the random one: put in the issuer’s.');
    },
  },
  {
    name: 'All else',
    wrong: async (world) => {
      const stateful = await stack(world, stackNames.stateful);
      const standing = await stack(world, stackNames.stateless);
      if (!isDeployed(standing)) return [notDeployed(stackNames.stateless, standing)];
      const { AddOnClientId = '', SiteClientId = '', SenderAddress = '' } = standing.given;
      const { ApiId = '', AlarmTopicArn = '' } = standing.printed;
      const { Items } = authorizers.parse(
        await world.aws('apigatewayv2', 'get-authorizers', '--api-id', ApiId),
      );
      const audiences = Items.flatMap(({ JwtConfiguration }) => JwtConfiguration.Audience);
      const { Subscriptions } = subscriptions.parse(
        await world.aws('sns', 'list-subscriptions-by-topic', '--topic-arn', AlarmTopicArn),
      );
      return [
        ...unless(isOfGoogle(AddOnClientId), `AddOnClientId, ${AddOnClientId}, is no client id of Google’s.`),
        ...unless(
          AddOnClientId !== SiteClientId,
          'AddOnClientId is the site’s client, which no token of the add-on names: it is the client “Apps Script” that Google made.',
        ),
        ...unless(
          audiences.includes(AddOnClientId) && audiences.includes(SiteClientId),
          `API Gateway takes tokens for ${audiences.join(', ') || 'nobody'}, not for both clients: deploy again.`,
        ),
        ...unless(
          SenderAddress.endsWith(`@${stateful?.given.SenderDomain}`),
          `SenderAddress, ${SenderAddress}, is not at ${stateful?.given.SenderDomain}: SES refuses every email.`,
        ),
        ...unless(
          Subscriptions.some(({ SubscriptionArn }) => SubscriptionArn.startsWith('arn:')),
          'Nobody has confirmed the subscription to the alarms, so they ring for nobody: see the inbox of AlarmEmail.',
        ),
      ];
    },
  },
  {
    name: 'First administrator',
    wrong: async (world) => {
      const key = JSON.stringify({
        pk: { S: keys.administrators().pk },
        sk: { S: keys.administrators().sk },
      });
      const answer = await world.aws(
        ...['dynamodb', 'get-item', '--table-name', await table(world), '--key', key],
      );
      return unless(
        oneItem.parse(answer ?? {}).Item !== undefined,
        'The table has no administrator: npm run person.',
      );
    },
  },
  {
    name: 'It answers',
    wrong: async ({ get }, host) => {
      const expected = [
        ['/v1/openapi.json', [200], 'the API’s description'],
        ['/v1/me/assignments', [401], 'a refusal of whoever has no token'],
        ['/', [200], 'the start page'],
        ['/my-reviews/sign-in', [200], 'the page that sends codes'],
      ] as const;
      const wrong: string[] = [];
      for (const [path, statuses, what] of expected) {
        const status = await get(`https://${host}${path}`);
        if (!statuses.some((one) => one === status))
          wrong.push(`https://${host}${path} should be ${what}, and answers ${status ?? 'nothing'}.`);
      }
      return wrong;
    },
  },
  {
    name: 'First round',
    wrong: async (world) => {
      const name = await table(world);
      const published = await count(world, name, 'owner', ownerKeys.publishedCriteriaSets);
      let opened = 0;
      for (const status of ['open', 'closed', 'decided'])
        opened += await count(world, name, 'list', listKeys.rounds(status));
      return [
        ...unless(published > 0, 'No criteria set is published: import the Centre’s own and publish it.'),
        ...unless(
          opened > 0,
          'No round was opened yet: register a specification, add reviewers, open a round.',
        ),
      ];
    },
  },
];

const isOfGoogle = (clientId: string): boolean =>
  /^\d+-[a-z0-9]+\.apps\.googleusercontent\.com$/.test(clientId);

/** The table that the functions work on. */
const table = async (world: World): Promise<string> =>
  (await stack(world, stackNames.stateless))?.printed.TableName ?? '';

async function count(
  { aws }: World,
  name: string,
  index: 'owner' | 'list',
  partition: string,
): Promise<number> {
  const answer = await aws(
    ...['dynamodb', 'query', '--table-name', name, '--index-name', index, '--select', 'COUNT'],
    ...['--limit', '1', '--key-condition-expression', `${index}Pk = :partition`],
    ...['--expression-attribute-values', JSON.stringify({ ':partition': { S: partition } })],
  );
  return counted.parse(answer).Count;
}

/** How far a deployment is. */
export interface Progress {
  readonly done: readonly string[];
  /** The first step that is not done, and what is wrong with it; null where the first round is open. */
  readonly next: { readonly number: number; readonly name: string; readonly wrong: readonly string[] } | null;
}

/** Asks step by step, and stops at the first that is not done: nothing later can be right before it. */
export async function deployCheck(world: World, host: string): Promise<Progress> {
  const done: string[] = [];
  for (const { name, wrong: check } of steps) {
    const wrong = await check(world, host);
    if (wrong.length > 0) return { done, next: { number: done.length + 1, name, wrong } };
    done.push(name);
  }
  return { done, next: null };
}
