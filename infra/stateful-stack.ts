import { CfnOutput, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { DomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { EmailIdentity } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import { tableDefinition } from '../functions/table/definition.ts';
import { LockedBackups } from './locked-backups.ts';
import { OwnHost } from './own-host.ts';
import { lastingParameters } from './parameters.ts';
import { SenderIdentity } from './sender-identity.ts';

const key = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * What must outlive every deployment: the table, the log by which it can be restored, the secret that signs staff in, and the host and the sender's
 * identity, whose DNS records an administrator has made by hand.
 */
export class StatefulStack extends Stack {
  readonly table: Table;
  readonly projectorLog: LogGroup;
  readonly oidcClientSecret: Secret;
  readonly senderIdentity: EmailIdentity;
  readonly host: DomainName;

  /** @param lockedBackupDays days for which a backup of each night is locked; 0 for none */
  constructor(
    scope: Construct,
    id: string,
    { lockedBackupDays, ...props }: StackProps & { readonly lockedBackupDays: number },
  ) {
    super(scope, id, { ...props, terminationProtection: true });

    this.table = new Table(this, 'Table', {
      partitionKey: key(tableDefinition.partitionKey),
      sortKey: key(tableDefinition.sortKey),
      timeToLiveAttribute: tableDefinition.timeToLive,
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // Its use shows in CloudTrail, and there is no key of ours to lose the data with.
      encryption: TableEncryption.AWS_MANAGED,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const [indexName, index] of Object.entries(tableDefinition.indexes))
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: key(index.partitionKey),
        sortKey: key(index.sortKey),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...tableDefinition.projected],
      });

    // The projector logs who was erased and whose roles were set: a backup of whatever age is told of it.
    this.projectorLog = new LogGroup(this, 'ProjectorLog', {
      retention: RetentionDays.THIRTEEN_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    if (lockedBackupDays > 0) new LockedBackups(this, { table: this.table, days: lockedBackupDays });

    // Made with a random value, which whoever deploys replaces by the one that the issuer gave.
    this.oidcClientSecret = new Secret(this, 'OidcClientSecret', {
      description: 'Client secret of the staff site at its OpenID Connect issuer',
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.oidcClientSecret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'The issuer makes this secret and offers no way to renew it by program; the README says how.',
    });

    const given = lastingParameters(this);
    this.senderIdentity = new SenderIdentity(this, { domain: given.senderDomain }).identity;
    this.host = new OwnHost(this, given).domain;

    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'ProjectorLogName', { value: this.projectorLog.logGroupName });
    new CfnOutput(this, 'OidcClientSecretArn', { value: this.oidcClientSecret.secretArn });
  }
}
