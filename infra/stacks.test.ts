import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, describe, expect, it } from 'vitest';
import { tableDefinition } from '../functions/storage/table.ts';
import { routeKey } from '../shared/contract/operation.ts';
import { operations } from '../shared/contract/operations.ts';
import { credentialReview } from './credential-review.ts';
import { type FunctionName, functionNames } from './function-names.ts';
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
      GlobalSecondaryIndexes: tableDefinition.indexes.map(({ name, partitionKey, sortKey }) => ({
        IndexName: name,
        KeySchema: schema(partitionKey, sortKey),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: tableDefinition.projected },
      })),
      TimeToLiveSpecification: { AttributeName: tableDefinition.timeToLive, Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true },
    });
  });
});

describe('permissions', () => {
  it('name every action: no wildcard but in the partitions that sessions are deleted from', () => {
    for (const { Action } of functionNames.flatMap(statementsOf)) expect(String(Action)).not.toContain('*');
  });

  it('reach every resource by its name, but for the list of streams', () => {
    const everywhere = functionNames.flatMap(statementsOf).filter(({ Resource }) => Resource === '*');
    expect(new Set(everywhere.map(({ Action }) => Action))).toEqual(new Set(['dynamodb:ListStreams']));
  });

  it('let no function scan the table, change it or write many items without conditions', () => {
    const allowed = [
      ...['BatchGetItem', 'ConditionCheckItem', 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
      ...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'],
    ].map((action) => `dynamodb:${action}`);
    const given = functionNames.flatMap(actionsOf).filter((action) => action.startsWith('dynamodb:'));
    expect(allowed).toEqual(expect.arrayContaining(given));
  });

  it('let nothing be deleted but sessions, by the site', () => {
    expect(holdersOf('dynamodb:DeleteItem')).toEqual(['staff-site']);
    expect(statementsWith('staff-site', 'dynamodb:DeleteItem')).toMatchObject([
      { Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['SESSION#*'] } } },
    ]);
  });

  it('keep the lists of all rounds and people from the reviewers’ function', () => {
    const resources = JSON.stringify(statementsWith('reviewer-api', 'dynamodb:Query'));
    expect(resources).not.toMatch(/index\/(list|todo)/);
  });

  it('let only the mailer send email, and only as the sender', () => {
    expect(functionNames.filter((name) => actionsOf(name).some(startsWith('ses:')))).toEqual(['mailer']);
    const [statement, ...others] = statementsOf('mailer').filter(({ Action }) =>
      /^ses:/.test(String(Action)),
    );
    expect(others).toEqual([]);
    expect(statement).toMatchObject({
      Action: 'ses:SendEmail',
      Condition: { StringEquals: { 'ses:FromAddress': { Ref: 'SenderAddress' } } },
    });
    const domain = { 'Fn::Select': [1, { 'Fn::Split': ['@', { Ref: 'SenderAddress' }] }] };
    expect(JSON.stringify(statement?.Resource)).toContain(`":identity/",${JSON.stringify(domain)}`);
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
    const keys = Object.values(operations).map(routeKey);
    const others = routes.map(({ RouteKey }) => RouteKey).filter((key) => !keys.includes(key));
    expect(others.sort()).toEqual(['GET /', 'GET /{proxy+}', 'POST /{proxy+}']);
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
      DefaultRouteSettings: { ThrottlingBurstLimit: Match.anyValue(), ThrottlingRateLimit: Match.anyValue() },
    });
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
    const origin = {
      'Fn::If': [
        'HasPublicOrigin',
        { Ref: 'PublicOrigin' },
        { 'Fn::GetAtt': [Match.anyValue(), 'ApiEndpoint'] },
      ],
    };
    for (const name of ['staff-site', 'mailer'])
      stateless.hasResourceProperties('AWS::Lambda::Function', {
        Environment: { Variables: { POWERTOOLS_SERVICE_NAME: name, PUBLIC_ORIGIN: origin } },
      });
  });
});

describe('every log group', () => {
  it('has a retention of a month', () => {
    stateless.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
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
          Statement: [
            Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          ],
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

describe('alarms', () => {
  it('watch every function, every consumer’s delay and the API', () => {
    const alarms = propertiesOf<{ MetricName: string }>('AWS::CloudWatch::Alarm');
    const count = (metric: string) => alarms.filter(({ MetricName }) => MetricName === metric).length;
    expect(count('Errors')).toBe(functionNames.length);
    expect(count('IteratorAge')).toBe(Object.keys(streamFilters).length);
    expect(count('5xx')).toBe(1);
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

interface FunctionProperties {
  readonly Environment: { readonly Variables: { readonly POWERTOOLS_SERVICE_NAME: string } };
  readonly Role: { readonly 'Fn::GetAtt': readonly [role: string, attribute: string] };
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
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

/** Everything that a function's role may do. */
function statementsOf(name: FunctionName): readonly Statement[] {
  const role = propertiesOf<FunctionProperties>('AWS::Lambda::Function').find(
    (found) => nameOf(found) === name,
  )?.Role['Fn::GetAtt'][0];
  const policies = propertiesOf<PolicyProperties>('AWS::IAM::Policy').filter(({ Roles }) =>
    Roles.some(({ Ref }) => Ref === role),
  );
  const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  if (statements.length === 0) throw new Error(`No permissions found for ${name}`);
  return statements;
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
