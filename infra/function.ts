import { join } from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { failureQueue } from './failure-queue.ts';
import type { FunctionName } from './function-names.ts';
import { type TablePermissions, tablePermissions } from './permissions.ts';

/** The namespace of the metrics that functions write; each metric has its function's name as `service`. */
export const metricsNamespace = 'CredentialReview';

/** The stateful stack’s table, or one that was restored. */
export interface AnyTable {
  readonly tableName: string;
  readonly tableArn: string;
  readonly tableStreamArn?: string | undefined;
}

/** What one function needs besides what all have. */
interface ReviewFunctionProps {
  readonly name: FunctionName;
  readonly table: AnyTable;
  /** The folder of built functions. */
  readonly builtFunctions: string;
  /** Megabytes; CPU comes in proportion. */
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where it logs; a group of its own for a month, where nothing else is said. */
  readonly log?: LogGroup;
}

/** A function with its log group and a role that may do what permissions.ts says, and nothing else. */
export class ReviewFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly log: LogGroup;

  constructor(scope: Construct, { name, table, builtFunctions, log, ...props }: ReviewFunctionProps) {
    super(scope, name);

    this.log =
      log ??
      new LogGroup(this, 'Log', {
        // Logs are for mending faults, which a month is enough for; who did what is kept by events in the table.
        retention: RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      });

    // Lambda's managed policy would let it create any log group and write to all of them.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.log.grantWrite(role);
    for (const statement of tableStatements(table, tablePermissions[name])) role.addToPolicy(statement);

    this.lambda = new LambdaFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(builtFunctions, name)),
      handler: 'index.handler',
      role,
      logGroup: this.log,
      memorySize: props.memorySize,
      timeout: props.timeout,
      environment: {
        TABLE_NAME: table.tableName,
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace,
        LOG_LEVEL: 'INFO',
        ...props.environment,
      },
    });
  }

  /**
   * For a function whose caller does not wait for it: how often and for how long Lambda tries again after a
   * failure. Answers with the queue where events end that were given up, with the last error beside them.
   */
  retryThenGiveUp(options: { readonly retryAttempts: number; readonly maxEventAge: Duration }): Queue {
    const failures = failureQueue(this, 'Failures');
    this.lambda.configureAsyncInvoke({ ...options, onFailure: new SqsDestination(failures) });
    return failures;
  }
}

function tableStatements(table: AnyTable, { reads, writes, indexes }: TablePermissions): PolicyStatement[] {
  const on = (index: string) => `${table.tableArn}/index/${index}`;
  const within = (keys: readonly string[]) => ({
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
  });
  return [
    new PolicyStatement({
      actions: reads.map((action) => `dynamodb:${action}`),
      resources: [table.tableArn],
    }),
    ...Object.entries(writes).map(
      ([action, keys]) =>
        new PolicyStatement({
          actions: [`dynamodb:${action}`],
          resources: [table.tableArn],
          conditions: within(keys),
        }),
    ),
    ...(indexes.length === 0
      ? []
      : [new PolicyStatement({ actions: ['dynamodb:Query'], resources: indexes.map(on) })]),
  ];
}
