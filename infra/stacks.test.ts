import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CfnElement } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, describe, expect, it } from 'vitest';
import { schedule } from '../functions/retention/schedule.ts';
import { tableDefinition } from '../functions/table/definition.ts';
import { routeKey } from '../shared/contract/operation.ts';
import { operations } from '../shared/contract/operations.ts';
import { credentialReview } from './credential-review.ts';
import { type FunctionName, functionNames } from './function-names.ts';
import { tablePermissions } from './permissions.ts';
import { routes as declaredRoutes, throttle } from './routes.ts';
import { streamFilters } from './stream-filters.ts';

// The stacks are tested with empty functions, so that they need no build.
const folder = mkdtempSync(join(tmpdir(), 'stacks-'));
afterAll(() => rmSync(folder, { recursive: true }));
for (const name of functionNames) {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'index.mjs'), `export const handler = () => '${name}';`);
}

const { app, ...stacks } = credentialReview({
  builtFunctions: folder,
  app: { outdir: join(folder, 'cdk.out'), analyticsReporting: false },
});
const stateful = Template.fromStack(stacks.stateful);
const stateless = Template.fromStack(stacks.stateless);

describe('both stacks', () => {
  it('have no cdk-nag finding that is not acknowledged', () => {
    expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
  });

  it('need no look-up in an account', () => {
    expect(app.synth().manifest.missing).toBeUndefined();
  });

  it('deploy to London and nowhere else', () => {
    expect([stacks.stateful.region, stacks.stateless.region]).toEqual(['eu-west-2', 'eu-west-2']);
  });
});

describe('the table', () => {
  it('cannot be deleted by accident', () => {
    stateful.hasResource('AWS::DynamoDB::Table', {
      Properties: { DeletionProtectionEnabled: true },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
    expect(stacks.stateful.terminationProtection).toBe(true);
  });

  it('can be put back to any second of the last 35 days', () => {
    stateful.hasResourceProperties('AWS::DynamoDB::Table', {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it('is the one that the functions are written against', () => {
    const schema = (partitionKey: string, sortKey: string) => [
      { AttributeName: partitionKey, KeyType: 'HASH' },
      { AttributeName: sortKey, KeyType: 'RANGE' },
    ];
    stateful.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: schema(tableDefinition.partitionKey, tableDefinition.sortKey),
      GlobalSecondaryIndexes: Object.entries(tableDefinition.indexes).map(
        ([IndexName, { partitionKey, sortKey }]) => ({
          IndexName,
          KeySchema: schema(partitionKey, sortKey),
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: tableDefinition.projected },
        }),
      ),
      TimeToLiveSpecification: { AttributeName: tableDefinition.timeToLive, Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true },
    });
  });
});

describe('permissions', () => {
  it('name every action: no wildcard but in the partitions that are written to', () => {
    for (const { Action } of functionNames.flatMap(statementsOf)) expect(String(Action)).not.toContain('*');
  });

  it('reach every resource by its name, but for the list of streams', () => {
    const everywhere = functionNames.flatMap(statementsOf).filter(({ Resource }) => Resource === '*');
    expect(new Set(everywhere.map(({ Action }) => Action))).toEqual(new Set(['dynamodb:ListStreams']));
  });

  it.each(functionNames)('of %s are, as synthesized, what the guard on one machine holds it to', (name) => {
    const granted = statementsOf(name).flatMap(({ Action, Resource, Condition }) =>
      [Action].flat().map((action) => ({
        action: action.replace('dynamodb:', ''),
        indexes: [...JSON.stringify(Resource).matchAll(/\/index\/(\w+)/g)].map(([, index = '']) => index),
        within: Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? null,
      })),
    );
    const { reads, writes, indexes } = tablePermissions[name];
    const onTable = granted.filter((one) => /Item$|^Query$/.test(one.action) && one.indexes.length === 0);
    const unbound = onTable.filter(({ within }) => within === null).map(({ action }) => action);
    expect(unbound.sort()).toEqual([...reads].sort());
    const bound = onTable.filter(({ within }) => within !== null);
    const written = bound.map(({ action, within }) => [action, [within].flat().sort()] as const);
    const expected = Object.entries(writes).map(([action, keys]) => [action, [...keys].sort()] as const);
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(expected));
    expect(written).toHaveLength(expected.length);
    expect(granted.flatMap((one) => one.indexes).sort()).toEqual([...indexes].sort());
  });

  it('let no function scan the table, change it or write many items without conditions', () => {
    const allowed = [
      ...['BatchGetItem', 'ConditionCheckItem', 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
      ...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'],
    ].map((action) => `dynamodb:${action}`);
    const given = functionNames.flatMap(actionsOf).filter((action) => action.startsWith('dynamodb:'));
    expect(allowed).toEqual(expect.arrayContaining(given));
  });

  it('let nothing be deleted but people with their addresses and accounts, imports taken back, and sessions by the site', () => {
    const mayDelete = (name: FunctionName) =>
      statementsWith(name, 'dynamodb:DeleteItem').map(
        ({ Condition }) => Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'],
      );
    expect(new Set(holdersOf('dynamodb:DeleteItem'))).toEqual(
      new Set(['staff-api', 'staff-site', 'reviewer-site']),
    );
    expect(mayDelete('staff-api')).toEqual([['PERSON#*', 'EMAIL#*', 'SUBJECT#*#*', 'PAST#*']]);
    expect(mayDelete('reviewer-site')).toEqual([['REVIEWING#*']]);
    expect(mayDelete('staff-site')).toEqual([['PERSON#*', 'EMAIL#*', 'SUBJECT#*#*', 'PAST#*', 'SESSION#*']]);
  });

  it('let each function write only where its work is: no reviewer’s request reaches a session, a setting or a set', () => {
    const partitionsOf = (name: FunctionName) =>
      ['dynamodb:PutItem', 'dynamodb:UpdateItem']
        .flatMap((action) => statementsWith(name, action))
        .flatMap(
          ({ Condition }) => Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? 'anywhere',
        );
    expect(new Set(partitionsOf('mailer'))).toEqual(new Set(['NOTICE#*', 'SEAL']));
    expect(new Set(partitionsOf('criteria-set-files'))).toEqual(new Set(['SUBJECT#*#*', 'PERSON#*']));
    expect(new Set(partitionsOf('ses-events'))).toEqual(new Set(['NOTICE#*', 'PERSON#*']));
    expect(new Set(partitionsOf('reviewer-api'))).toEqual(
      new Set(['SUBJECT#*#*', 'PERSON#*', 'ROUND#*', 'NOTICE#*', 'KEY#*#*']),
    );
    expect(new Set(partitionsOf('reviewer-site'))).toEqual(
      new Set([
        ...['ROUND#*', 'NOTICE#*', 'KEY#*#*', 'REVIEWING#*', 'SIGNED-IN#*', 'CODE#*', 'LIMIT#*', 'SEAL'],
      ]),
    );
    expect(functionNames.filter((name) => partitionsOf(name).includes('REVIEWING#*'))).toEqual([
      'reviewer-site',
    ]);
    expect(functionNames.filter((name) => partitionsOf(name).includes('SESSION#*'))).toEqual(['staff-site']);
    expect(functionNames.flatMap(partitionsOf)).not.toContain('anywhere');
  });

  it('let the table’s key be made, and never changed or deleted', () => {
    const mayDo = (action: string) =>
      functionNames.filter((name) =>
        statementsWith(name, action).some(({ Condition }) =>
          JSON.stringify(Condition ?? 'anywhere').match(/"SEAL"|anywhere/),
        ),
      );
    expect(mayDo('dynamodb:PutItem')).toEqual(['staff-api', 'staff-site', 'reviewer-site', 'mailer']);
    expect([...mayDo('dynamodb:UpdateItem'), ...mayDo('dynamodb:DeleteItem')]).toEqual([]);
  });

  it.each(['reviewer-api', 'reviewer-site'] as const)('show %s, which is reviewers’, no list', (name) => {
    const queried = statementsWith(name, 'dynamodb:Query').map(({ Resource }) => Resource);
    expect(JSON.stringify(queried)).toMatch(/index\/owner/);
    expect(JSON.stringify(queried)).not.toMatch(/index\/(list|todo)/);
  });

  it('let no function but the mailer send, and the mailer only as the sender at the verified domain', () => {
    expect(functionNames.filter((name) => actionsOf(name).some(startsWith('ses:')))).toEqual(['mailer']);
    const [statement, ...others] = sendStatements();
    expect(others).toEqual([]);
    expect(statement).toMatchObject({
      Action: ['ses:SendEmail', 'ses:SendRawEmail'],
      Condition: { StringEquals: { 'ses:FromAddress': { Ref: 'SenderAddress' } } },
    });
    const [identity] = Object.keys(stateful.findResources('AWS::SES::EmailIdentity'));
    const [configurationSet] = Object.keys(stateless.findResources('AWS::SES::ConfigurationSet'));
    const resources = [statement?.Resource].flat().map((resource) => JSON.stringify(resource));
    expect(resources.sort()).toEqual([
      expect.stringContaining(`":configuration-set/",{"Ref":"${configurationSet}"}`),
      expect.stringMatching(`":identity/",{"Fn::ImportValue":"[^"]*Ref${identity}`),
    ]);
  });

  it('enforce a staging stack’s allow-list where no code of ours can get round it', () => {
    const list = { Ref: 'RecipientAllowList' };
    expect(sendStatements()).toMatchObject([
      {
        Condition: {
          'ForAllValues:StringLike': { 'ses:Recipients': list },
          // Without it a request that names no recipient would pass.
          Null: { 'ses:Recipients': 'false' },
        },
      },
    ]);
    stateless.hasParameter('RecipientAllowList', { Type: 'CommaDelimitedList', Default: '*' });
    expect(environmentOf('mailer').RECIPIENT_ALLOW_LIST).toEqual({ 'Fn::Join': [',', list] });
  });

  it.each([
    ['*', true],
    ['*@example.nhs.uk', true],
    ['ada.?@example.nhs.uk', true],
    ['example.nhs.uk', false],
    ['', false],
    ['*@Example.nhs.uk', false],
  ])('take %j on the allow-list: %s', (pattern, taken) => {
    const { AllowedPattern } = stateless.findParameters('RecipientAllowList').RecipientAllowList ?? {};
    expect(new RegExp(AllowedPattern).test(pattern)).toBe(taken);
  });

  it('let only the site read the client secret', () => {
    expect(functionNames.filter((name) => actionsOf(name).some(startsWith('secretsmanager:')))).toEqual([
      'staff-site',
    ]);
    expect(actionsOf('staff-site').filter(startsWith('secretsmanager:'))).toEqual([
      'secretsmanager:GetSecretValue',
    ]);
  });

  it('give no role a policy that AWS manages', () => {
    stateless.allResourcesProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
  });
});

describe('the HTTP API', () => {
  const routes = propertiesOf<{ RouteKey: string; AuthorizationType: string; Target: unknown }>(
    'AWS::ApiGatewayV2::Route',
  );

  it.each(Object.values(operations).map((operation) => [routeKey(operation), operation.roles]))(
    'has %s, with the authorizer unless public',
    (key, roles) => {
      const found = routes.filter(({ RouteKey }) => RouteKey === key);
      expect(found.map(({ AuthorizationType }) => AuthorizationType)).toEqual([
        roles === 'public' ? 'NONE' : 'JWT',
      ]);
    },
  );

  it('has no other routes than those of the contract and of the site', () => {
    const keys = Object.values(operations)
      .map(routeKey)
      .flatMap((key) => [key, key.replace(/^GET /, 'HEAD ')]);
    const others = routes.map(({ RouteKey }) => RouteKey).filter((key) => !keys.includes(key));
    const ofTheSite = ['GET /', 'GET /{proxy+}', 'HEAD /', 'HEAD /{proxy+}', 'POST /{proxy+}'];
    const ofReviewers = ['/my-reviews', '/my-reviews/{proxy+}'].flatMap((path) =>
      ['GET', 'HEAD', 'POST'].map((method) => `${method} ${path}`),
    );
    const links = ['/invitations/{proxy+}', '/developer/{proxy+}'].flatMap((path) =>
      ['GET', 'HEAD', 'POST'].map((method) => `${method} ${path}`),
    );
    const byThemselves = ['POST /my-reviews/sign-in', 'POST /my-reviews/code', ...links];
    const publicPages = ['/register', '/register/{proxy+}', '/help', '/privacy', '/accessibility'].flatMap(
      (path) => ['GET', 'HEAD'].map((method) => `${method} ${path}`),
    );
    const noOperation = ['GET', 'HEAD', 'POST'].map((method) => `${method} /v1/{proxy+}`);
    expect(others.sort()).toEqual(
      [...ofTheSite, ...ofReviewers, ...byThemselves, ...publicPages, ...noOperation].sort(),
    );
  });

  it('takes identity tokens that Google made out to the add-on or the site, and no others', () => {
    stateless.resourceCountIs('AWS::ApiGatewayV2::Authorizer', 1);
    stateless.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      JwtConfiguration: {
        Issuer: 'https://accounts.google.com',
        Audience: [{ Ref: 'AddOnClientId' }, { Ref: 'SiteClientId' }],
      },
    });
  });

  it('is throttled', () => {
    stateless.allResourcesProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingBurstLimit: throttle.burst, ThrottlingRateLimit: throttle.rate },
    });
  });

  it('lets nothing that strangers ask for take from reviewers: each such route has a bucket of its own', () => {
    const [stage] = propertiesOf<{ RouteSettings: Record<string, { ThrottlingRateLimit: number }> }>(
      'AWS::ApiGatewayV2::Stage',
    );
    const own = Object.keys(stage?.RouteSettings ?? {});
    // What an invitation or a session opens, and what only the authorizer lets through.
    const ofReviewersOrSignedIn = declaredRoutes.filter(
      (route) => route.needsToken || (route.function === 'reviewer-site' && route.throttle === undefined),
    );
    expect(own.sort()).toEqual(
      declaredRoutes
        .filter((route) => !ofReviewersOrSignedIn.includes(route))
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
    for (const key of ['POST /my-reviews/sign-in', 'GET /register', 'GET /register/{proxy+}', 'GET /help'])
      expect(stage?.RouteSettings[key]?.ThrottlingRateLimit).toBeLessThan(throttle.rate);
  });

  it('is deployed once, after its routes, and has fewer routes than an API may', () => {
    const [stage] = Object.values(stateless.findResources('AWS::ApiGatewayV2::Stage'));
    const made = Object.keys(stateless.findResources('AWS::ApiGatewayV2::Route'));
    expect(stage?.DependsOn).toEqual(expect.arrayContaining(made));
    expect(made.length).toBeLessThan(300);
  });

  it('is reached at the host of the stateful stack and at no address of its own', () => {
    stateless.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    const [domain] = Object.keys(stateful.findResources('AWS::ApiGatewayV2::DomainName'));
    stateless.hasResourceProperties('AWS::ApiGatewayV2::ApiMapping', {
      DomainName: { 'Fn::ImportValue': Match.stringLikeRegexp(`Ref${domain}`) },
      Stage: '$default',
    });
    stateful.hasResource('AWS::ApiGatewayV2::DomainName', {
      Properties: {
        DomainName: { Ref: 'Host' },
        DomainNameConfigurations: [
          { CertificateArn: { Ref: 'CertificateArn' }, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' },
        ],
      },
      DeletionPolicy: 'Retain',
    });
    expect(JSON.stringify(stateful.findOutputs('DnsRecordHost'))).toMatch(/ CNAME .*RegionalDomainName/);
  });

  it('logs every request without saying who made it', () => {
    const [stage] = propertiesOf<{ AccessLogSettings: { Format: string } }>('AWS::ApiGatewayV2::Stage');
    expect(stage?.AccessLogSettings.Format).toContain('$context.requestId');
    expect(stage?.AccessLogSettings.Format).not.toMatch(
      /identity|claims|\$context\.path|sourceIp|userAgent/i,
    );
  });
});

describe('every function', () => {
  it('exists once', () => {
    const names = propertiesOf<FunctionProperties>('AWS::Lambda::Function').map(nameOf);
    expect(names.sort()).toEqual([...functionNames].sort());
  });

  it('runs on ARM and Node 24, knows its table and writes to a log of its own', () => {
    stateless.allResourcesProperties('AWS::Lambda::Function', {
      Architectures: ['arm64'],
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      LoggingConfig: { LogGroup: Match.anyValue() },
      Environment: {
        Variables: {
          TABLE_NAME: Match.anyValue(),
          POWERTOOLS_METRICS_NAMESPACE: 'CredentialReview',
          LOG_LEVEL: 'INFO',
        },
      },
    });
  });

  it('that browsers or readers come back to knows the public address', () => {
    const origin = { 'Fn::Join': ['', ['https://', { 'Fn::ImportValue': Match.anyValue() }]] };
    for (const name of ['staff-site', 'staff-api', 'mailer'])
      stateless.hasResourceProperties('AWS::Lambda::Function', {
        Environment: { Variables: { POWERTOOLS_SERVICE_NAME: name, PUBLIC_ORIGIN: origin } },
      });
  });

  it('that tells reviewers where to start knows it, and by default it is the help page', () => {
    for (const name of ['staff-site', 'staff-api', 'mailer'] as const)
      expect(environmentOf(name).REVIEWER_START_URL).toEqual({
        'Fn::If': [
          'HasReviewerStart',
          { Ref: 'ReviewerStart' },
          { 'Fn::Join': ['', ['https://', { 'Fn::ImportValue': expect.any(String) }, '/help']] },
        ],
      });
  });

  it('finds every setting that it cannot do without', () => {
    // Names that this process happens to have would hide that a function lacks them.
    const needed = (name: FunctionName) =>
      [
        ...readFileSync(join(import.meta.dirname, `../functions/${name}/index.ts`), 'utf8').matchAll(
          /setting\('([A-Z_]+)'\)/g,
        ),
      ].map(([, setting = '']) => setting);
    for (const name of functionNames)
      expect(Object.keys(environmentOf(name)), name).toEqual(expect.arrayContaining(needed(name)));
    expect(needed('mailer')).toContain('SENDER');
  });

  it('sends in a name that mail programs show, and may send from that address alone', () => {
    expect(environmentOf('mailer').SENDER).toEqual({
      'Fn::Join': ['', ['"', { Ref: 'SenderName' }, '" <', { Ref: 'SenderAddress' }, '>']],
    });
    stateless.hasParameter('SenderName', { Default: 'Credential review' });
    const { AllowedPattern = '' } = stateless.findParameters('SenderName').SenderName ?? {};
    const fits = (name: string) => new RegExp(AllowedPattern).test(name);
    expect(['Centre for Advancing Practice', 'Reviews (staging)'].every(fits)).toBe(true);
    expect(['', 'A "name"', 'A <b@example.org>', 'A\\', 'A\nBcc: b@example.org'].some(fits)).toBe(false);
  });

  it('that is invoked asynchronously retries, and then has a failure destination', () => {
    const byTopic = propertiesOf<{ Protocol: string; Endpoint: LogicalArn }>('AWS::SNS::Subscription')
      .filter(({ Protocol }) => Protocol === 'lambda')
      .map(({ Endpoint }) => Endpoint['Fn::GetAtt'][0]);
    const bySchedule = propertiesOf<{ Target: { Arn: LogicalArn } }>('AWS::Scheduler::Schedule').map(
      ({ Target }) => Target.Arn['Fn::GetAtt'][0],
    );
    expect([...byTopic, ...bySchedule].map(functionWithId).sort()).toEqual(['clock', 'ses-events']);
    for (const id of [...byTopic, ...bySchedule])
      stateless.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
        FunctionName: { Ref: id },
        MaximumRetryAttempts: Match.anyValue(),
        MaximumEventAgeInSeconds: Match.anyValue(),
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [Match.anyValue(), 'Arn'] } } },
      });
  });
});

describe('every log group', () => {
  it('has a retention of a month', () => {
    stateless.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  it('goes with its stack, but for the projector’s, which says what a restored table has to be told', () => {
    const [log, ...others] = Object.keys(stateful.findResources('AWS::Logs::LogGroup'));
    expect(others).toEqual([]);
    stateful.hasResource('AWS::Logs::LogGroup', {
      Properties: { RetentionInDays: 400 },
      DeletionPolicy: 'Retain',
    });
    const [used] = Object.values(
      stateless.findResources('AWS::Lambda::Function', {
        Properties: { Environment: { Variables: { POWERTOOLS_SERVICE_NAME: 'projector' } } },
      }),
    );
    expect(JSON.stringify(used?.Properties.LoggingConfig)).toContain(`${log}`);
  });
});

describe('every stream mapping', () => {
  const mappings = Object.keys(streamFilters).length;

  it('is there, one for each consumer, with the filters that run on one machine too', () => {
    stateless.resourceCountIs('AWS::Lambda::EventSourceMapping', mappings);
    for (const filters of Object.values(streamFilters))
      stateless.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
        FilterCriteria: { Filters: filters.map((filter) => ({ Pattern: JSON.stringify(filter) })) },
      });
  });

  it('has a failure destination and reports partial failures', () => {
    stateless.allResourcesProperties('AWS::Lambda::EventSourceMapping', {
      StartingPosition: 'TRIM_HORIZON',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: Match.anyValue(),
      MaximumRecordAgeInSeconds: Match.anyValue(),
      ParallelizationFactor: 1,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [Match.anyValue(), 'Arn'] } } },
    });
  });
});

describe('every queue', () => {
  const queues = Object.keys(stateless.findResources('AWS::SQS::Queue'));

  it('is encrypted, refuses what is not, and keeps messages for 14 days', () => {
    stateless.allResourcesProperties('AWS::SQS::Queue', {
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 24 * 3600,
    });
    for (const queue of queues)
      stateless.hasResourceProperties('AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: queue }],
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          ]),
        },
      });
  });

  it('has an alarm', () => {
    for (const queue of queues)
      stateless.hasResourceProperties('AWS::CloudWatch::Alarm', {
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }],
      });
  });
});

describe('the sender’s domain', () => {
  it('is signed for with a key of 2048 bits, and bounces go to a subdomain of it', () => {
    stateful.hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: { Ref: 'SenderDomain' },
      DkimSigningAttributes: { NextSigningKeyLength: 'RSA_2048_BIT' },
      MailFromAttributes: {
        MailFromDomain: { 'Fn::Join': ['', ['bounce.', { Ref: 'SenderDomain' }]] },
        BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
      },
    });
  });

  it('stays verified whatever is deployed again: its keys do not change', () => {
    stateful.hasResource('AWS::SES::EmailIdentity', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
    stateless.resourceCountIs('AWS::SES::EmailIdentity', 0);
  });

  it('has every DNS record to add among the outputs', () => {
    const records = Object.entries(stateful.findOutputs('*'))
      .filter(([id]) => id.startsWith('DnsRecord'))
      .map(([id, { Value }]) => [id, JSON.stringify(Value)] as const);
    expect(Object.fromEntries(records)).toEqual({
      DnsRecordHost: expect.any(String),
      DnsRecordDkim1: expect.stringMatching(/DkimDNSTokenName1.* CNAME .*DkimDNSTokenValue1/),
      DnsRecordDkim2: expect.stringMatching(/DkimDNSTokenName2.* CNAME .*DkimDNSTokenValue2/),
      DnsRecordDkim3: expect.stringMatching(/DkimDNSTokenName3.* CNAME .*DkimDNSTokenValue3/),
      DnsRecordMailFromMx: expect.stringMatching(/bounce\..* MX 10 feedback-smtp\.eu-west-2\.amazonses\.com/),
      DnsRecordMailFromSpf: expect.stringMatching(/bounce\..* TXT .*v=spf1 include:amazonses\.com/),
      DnsRecordDmarc: expect.stringMatching(/_dmarc\..* TXT .*v=DMARC1; p=none; rua=mailto:postmaster@/),
    });
  });
});

describe('emails', () => {
  it('that SES takes are reported to ses-events: what was sent, and what became of it', () => {
    const topic = Object.keys(stateless.findResources('AWS::SNS::Topic')).find(startsWith('email'));
    stateless.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      ConfigurationSetName: environmentOf('mailer').SES_CONFIGURATION_SET,
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['send', 'delivery', 'deliveryDelay', 'bounce', 'complaint', 'reject'],
        SnsDestination: { TopicARN: { Ref: topic } },
      },
    });
    const [subscription] = propertiesOf<{ Protocol: string; Endpoint: LogicalArn; TopicArn: unknown }>(
      'AWS::SNS::Subscription',
    ).filter(({ Protocol }) => Protocol === 'lambda');
    expect(subscription).toMatchObject({
      TopicArn: { Ref: topic },
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [expect.any(String), 'Arn'] } },
    });
    expect(functionWithId(subscription?.Endpoint['Fn::GetAtt'][0] ?? '')).toBe('ses-events');
  });

  it('are reported by nobody but SES, for this configuration set', () => {
    stateless.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'ses.amazonaws.com' },
            Condition: {
              StringEquals: { 'AWS:SourceAccount': Match.anyValue(), 'AWS:SourceArn': Match.anyValue() },
            },
          }),
        ]),
      },
    });
  });

  it('go encrypted, and never to anybody who bounced or complained', () => {
    stateless.hasResourceProperties('AWS::SES::ConfigurationSet', {
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });
});

describe('every topic', () => {
  it('refuses what is not encrypted', () => {
    for (const topic of Object.keys(stateless.findResources('AWS::SNS::Topic')))
      stateless.hasResourceProperties('AWS::SNS::TopicPolicy', {
        Topics: [{ Ref: topic }],
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          ]),
        },
      });
  });
});

describe('the clock', () => {
  it('runs every 15 minutes, and a run that cannot be started ends in a queue', () => {
    stateless.resourceCountIs('AWS::Scheduler::Schedule', 1);
    stateless.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(15 minutes)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
      Target: {
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.anyValue(), 'Arn'] } },
        RetryPolicy: { MaximumEventAgeInSeconds: 900, MaximumRetryAttempts: 5 },
      },
    });
  });

  it('is all that its schedule may invoke', () => {
    const [schedule] = propertiesOf<{ Target: { Arn: LogicalArn; RoleArn: LogicalArn } }>(
      'AWS::Scheduler::Schedule',
    );
    const role = schedule?.Target.RoleArn['Fn::GetAtt'][0] ?? '';
    expect(statementsOfRole(role)).toMatchObject([
      { Action: 'lambda:InvokeFunction', Resource: schedule?.Target.Arn },
      { Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': [expect.any(String), 'Arn'] } },
    ]);
  });
});

describe('alarms', () => {
  it('watch every function, every consumer’s delay and the API', () => {
    const alarms = propertiesOf<{ MetricName: string }>('AWS::CloudWatch::Alarm');
    const count = (metric: string) => alarms.filter(({ MetricName }) => MetricName === metric).length;
    expect(count('Errors')).toBe(functionNames.length);
    expect(count('IteratorAge')).toBe(Object.keys(streamFilters).length);
    expect(count('5xx')).toBe(1);
  });

  it('ring when the clock has not run for an hour', () => {
    const [clock] = Object.keys(
      stateless.findResources('AWS::Lambda::Function', {
        Properties: { Environment: { Variables: { POWERTOOLS_SERVICE_NAME: 'clock' } } },
      }),
    );
    stateless.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Invocations',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: clock } }],
      Period: 3600,
      EvaluationPeriods: 1,
      Statistic: 'Sum',
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('on failed notices watch the very metric that the functions write', () => {
    for (const service of ['mailer', 'clock', 'ses-events']) {
      const { namespace, dimensions } = countedBy(service);
      stateless.hasResourceProperties('AWS::CloudWatch::Alarm', {
        Namespace: namespace,
        MetricName: 'noticeFailed',
        Dimensions: dimensions,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
    }
  });

  it('ring before SES puts the account under review for bounces or complaints', () => {
    for (const [MetricName, review] of [
      ['Reputation.BounceRate', 0.05],
      ['Reputation.ComplaintRate', 0.001],
    ] as const) {
      const [alarm, ...others] = propertiesOf<{ MetricName: string; Namespace: string; Threshold: number }>(
        'AWS::CloudWatch::Alarm',
      ).filter((candidate) => candidate.MetricName === MetricName);
      expect(others).toEqual([]);
      expect(alarm?.Namespace).toBe('AWS/SES');
      expect(alarm?.Threshold).toBeLessThan(review);
    }
  });

  it('on refused tokens ring only where none was taken in the same quarter of an hour', () => {
    const { Metrics, Threshold, EvaluationPeriods } = alarmOf('tokens-refused');
    expect({ Threshold, EvaluationPeriods }).toEqual({ Threshold: 3, EvaluationPeriods: 1 });
    expect(JSON.stringify(Metrics)).toContain('IF(FILL(taken, 0) > 0, 0, FILL(refused, 0))');
    expect(JSON.stringify(Metrics)).toContain('"Period":900');
    const patterns = propertiesOf<{ FilterPattern: string; MetricTransformations: { MetricName: string }[] }>(
      'AWS::Logs::MetricFilter',
    ).map(({ FilterPattern, MetricTransformations: [one] }) => [one?.MetricName, FilterPattern]);
    expect(Object.fromEntries(patterns)).toEqual({
      TokensRefused: expect.stringContaining('$.status = "401"'),
      TokensTaken: expect.stringContaining('$.status != "401"'),
      TooManyRequests: '{ $.status = "429" }',
      NoticesWaiting: '{ $.code = "CLOCK-RAN" }',
      RoundsLagging: '{ $.code = "CLOCK-RAN" }',
    });
  });

  it('on what waits read what the clock logs of its own steps', () => {
    const written = propertiesOf<{ MetricTransformations: { MetricValue: string }[] }>(
      'AWS::Logs::MetricFilter',
    )
      .map(({ MetricTransformations: [one] }) => one?.MetricValue ?? '')
      .filter((value) => value.startsWith('$.'));
    const steps = readFileSync(join(import.meta.dirname, '../functions/clock/handler.ts'), 'utf8');
    expect(written).toHaveLength(2);
    for (const value of written) expect(steps).toContain(`  ${value.slice(2)},`);
    expect(alarmOf('notices-waiting')).toMatchObject({ EvaluationPeriods: 3 });
    expect(alarmOf('rounds-lagging')).toMatchObject({ EvaluationPeriods: 2 });
  });

  it('watch throttles of the account’s functions, of the API, and of the table with each index', () => {
    expect(alarmOf('functions-throttled')).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName: 'Throttles',
    });
    expect(alarmOf('functions-throttled').Dimensions).toBeUndefined();
    const throttled = JSON.stringify(alarmOf('table-throttled').Metrics);
    for (const index of Object.keys(tableDefinition.indexes))
      expect(throttled).toContain(`"Value":"${index}"`);
    expect(throttled).toMatch(/ReadThrottleEvents.*WriteThrottleEvents/);
  });

  it('have each a line in the README that says what to look at and what to do', () => {
    const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
    const [, runbook = ''] = readme.split('## When an alarm rings');
    const lines = [...(runbook.split('\n## ')[0] ?? '').matchAll(/`([a-z0-9…-]+)`/g)].map(
      ([, name = '']) => name,
    );
    const isNamed = (id: string) =>
      lines.some((name) => (name.startsWith('…') ? id.endsWith(name.slice(1)) : id === name));
    expect(
      alarms()
        .map(({ node }) => node.id)
        .filter((id) => !isNamed(id)),
    ).toEqual([]);
  });

  it('go with a picture of the service and with a budget, of which somebody is told', () => {
    stateless.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
    stateless.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: { BudgetLimit: { Amount: { Ref: 'MonthlyBudget' }, Unit: 'USD' }, TimeUnit: 'MONTHLY' },
      NotificationsWithSubscribers: Match.arrayWith([
        Match.objectLike({ Subscribers: [{ SubscriptionType: 'EMAIL', Address: { Ref: 'AlarmEmail' } }] }),
      ]),
    });
  });

  it('tell the topic, which CloudWatch may publish to', () => {
    stateless.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: [{ Ref: Match.anyValue() }],
    });
    stateless.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
        ]),
      },
    });
  });
});

describe('what expires by itself', () => {
  it('does so when the retention schedule says', () => {
    const { logs, queues, backups } = schedule;
    expect([logs.keep, queues.keep, backups.keep]).toEqual([
      { count: 30, unit: 'days' },
      { count: 14, unit: 'days' },
      { count: 35, unit: 'days' },
    ]);
  });
});

describe('a restored table that was adopted', () => {
  const restored = {
    tableName: 'restored',
    streamArn: 'arn:aws:dynamodb:eu-west-2:111122223333:table/restored/stream/2026-12-01T10:00:00.000',
  };
  const taken = (openedBy: string | null) => {
    const made = credentialReview({
      builtFunctions: folder,
      app: { outdir: join(folder, `adopted-${openedBy}`), analyticsReporting: false },
      adopted: { ...restored, openedBy },
      lockedBackupDays: 35,
    });
    const violations = new AwsSolutionsChecks(made.app).validateScope(made.app).violations;
    return { ...made, violations, template: Template.fromStack(made.stateless) };
  };
  const closed = taken(null);

  it('is what every function works on, while the stateful stack keeps the other', () => {
    const text = JSON.stringify(closed.template.toJSON());
    expect(text).toContain('table/restored');
    expect(text).not.toMatch(/ImportValue":"[^"]*Table/);
    Template.fromStack(closed.stateful).resourceCountIs('AWS::DynamoDB::Table', 1);
    expect(closed.violations).toEqual([]);
  });

  it('is closed until somebody opens it by name: no email leaves, and the clock stands still', () => {
    const isOn = (template: Template) => ({
      mappings: Object.values(template.findResources('AWS::Lambda::EventSourceMapping')).map(
        ({ Properties }) => Properties.Enabled,
      ),
      clock: Object.values(template.findResources('AWS::Scheduler::Schedule')).map(
        ({ Properties }) => Properties.State,
      ),
    });
    expect(isOn(closed.template).mappings.sort()).toEqual([false, true]);
    expect(isOn(closed.template).clock).toEqual(['DISABLED']);
    const open = taken('Ada Lovelace');
    expect(isOn(open.template)).toEqual({ mappings: [true, true], clock: ['ENABLED'] });
    expect(open.template.findOutputs('OpenedBy')).toEqual({ OpenedBy: { Value: 'Ada Lovelace' } });
  });

  it('and a vault that nobody can empty stand beside each other', () => {
    const template = Template.fromStack(closed.stateful);
    template.hasResourceProperties('AWS::Backup::BackupVault', {
      LockConfiguration: { MinRetentionDays: 35, ChangeableForDays: 3 },
    });
    stateful.resourceCountIs('AWS::Backup::BackupVault', 0);
  });
});

const alarms = (): readonly Alarm[] =>
  stacks.stateless.node.findAll().filter((construct) => construct instanceof Alarm);

/** The properties of an alarm, by its name in the README. */
function alarmOf(name: string): Readonly<Record<string, unknown>> {
  const alarm = alarms().find(({ node }) => node.id === name);
  const id = alarm && stacks.stateless.getLogicalId(alarm.node.defaultChild as CfnElement);
  return stateless.findResources('AWS::CloudWatch::Alarm')[id ?? '']?.Properties ?? {};
}

/** The ARN of a resource of the same template. */
interface LogicalArn {
  readonly 'Fn::GetAtt': readonly [logicalId: string, attribute: 'Arn'];
}

interface FunctionProperties {
  readonly Environment: {
    readonly Variables: Readonly<Record<string, unknown>> & { readonly POWERTOOLS_SERVICE_NAME: string };
  };
  readonly Role: LogicalArn;
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  /** By operator and by key, such as `StringEquals` and `ses:FromAddress`. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

interface PolicyProperties {
  readonly Roles: readonly { readonly Ref: string }[];
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
}

/** The properties of every resource of a type in the stateless stack. */
function propertiesOf<T>(type: string): T[] {
  return Object.values(stateless.findResources(type)).map(({ Properties }) => Properties as T);
}

function nameOf({ Environment }: FunctionProperties): string {
  return Environment.Variables.POWERTOOLS_SERVICE_NAME;
}

function functionNamed(name: FunctionName): FunctionProperties {
  const found = propertiesOf<FunctionProperties>('AWS::Lambda::Function').find(
    (properties) => nameOf(properties) === name,
  );
  if (found === undefined) throw new Error(`No function is called ${name}`);
  return found;
}

function functionWithId(logicalId: string): string | undefined {
  const found = stateless.findResources('AWS::Lambda::Function')[logicalId];
  return found && nameOf(found.Properties as FunctionProperties);
}

function environmentOf(name: FunctionName): Readonly<Record<string, unknown>> {
  return functionNamed(name).Environment.Variables;
}

/** Everything that a function's role may do. */
function statementsOf(name: FunctionName): readonly Statement[] {
  return statementsOfRole(functionNamed(name).Role['Fn::GetAtt'][0]);
}

function statementsOfRole(role: string): readonly Statement[] {
  const policies = propertiesOf<PolicyProperties>('AWS::IAM::Policy').filter(({ Roles }) =>
    Roles.some(({ Ref }) => Ref === role),
  );
  const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  if (statements.length === 0) throw new Error(`No permissions found for ${role}`);
  return statements;
}

function sendStatements(): readonly Statement[] {
  return statementsOf('mailer').filter(({ Action }) => [Action].flat().some(startsWith('ses:')));
}

/** Under what CloudWatch files a failed notice that a function counts, going by what the function writes. */
function countedBy(service: string) {
  const log = pathToFileURL(join(import.meta.dirname, '../functions/log/log.ts')).href;
  const program = `const { powertoolsLog } = await import('${log}');
    const log = powertoolsLog();
    log.count('noticeFailed');
    log.flush();`;
  const written = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    env: {
      ...process.env,
      POWERTOOLS_SERVICE_NAME: service,
      POWERTOOLS_METRICS_NAMESPACE: String(environmentOf('mailer').POWERTOOLS_METRICS_NAMESPACE),
    },
  });
  const { _aws, ...values } = JSON.parse(written);
  const [{ Namespace, Dimensions, Metrics }] = _aws.CloudWatchMetrics;
  expect(Metrics).toEqual([{ Name: 'noticeFailed', Unit: 'Count' }]);
  return {
    namespace: Namespace as string,
    dimensions: (Dimensions[0] as string[]).map((Name) => ({ Name, Value: values[Name] as string })),
  };
}

function statementsWith(name: FunctionName, action: string): readonly Statement[] {
  return statementsOf(name).filter(({ Action }) => [Action].flat().includes(action));
}

function actionsOf(name: FunctionName): readonly string[] {
  return statementsOf(name).flatMap(({ Action }) => Action);
}

function holdersOf(action: string): readonly FunctionName[] {
  return functionNames.filter((name) => actionsOf(name).includes(action));
}

function startsWith(prefix: string): (text: string) => boolean {
  return (text) => text.startsWith(prefix);
}
