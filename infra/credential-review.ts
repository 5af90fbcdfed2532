import { App, type AppProps, Tags } from 'aws-cdk-lib';
import { builtFunctions } from './build-functions.ts';
import { StatefulStack } from './stateful-stack.ts';
import { type Adopted, StatelessStack } from './stateless-stack.ts';

/** What the Centre keeps stays in the United Kingdom. */
const env = { region: 'eu-west-2' };

/** Here rather than in cdk.json, so that the tests see what deploys. */
const featureFlags = {
  '@aws-cdk/core:target-partitions': ['aws'],
  '@aws-cdk/core:checkSecretUsage': true,
  // While a stack uses it, nothing that the stateful stack gives can go.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  // A template that CloudFormation would refuse fails here, not at deployment.
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  '@aws-cdk/aws-iam:minimizePolicies': true,
};

/** The CDK app with both stacks. */
export function credentialReview(
  options: {
    readonly builtFunctions?: string;
    readonly app?: AppProps;
    readonly adopted?: Adopted;
    readonly lockedBackupDays?: number;
  } = {},
): { readonly app: App; readonly stateful: StatefulStack; readonly stateless: StatelessStack } {
  const app = new App({ ...options.app, context: featureFlags });
  const stateful = new StatefulStack(app, 'CredentialReviewStateful', {
    env,
    lockedBackupDays: options.lockedBackupDays ?? Number(app.node.tryGetContext('lockedBackupDays') ?? 0),
  });
  const stateless = new StatelessStack(app, 'CredentialReviewStateless', {
    env,
    table: stateful.table,
    projectorLog: stateful.projectorLog,
    oidcClientSecret: stateful.oidcClientSecret,
    senderIdentity: stateful.senderIdentity,
    host: stateful.host,
    adopted: options.adopted ?? adoptedFrom(app),
    builtFunctions: options.builtFunctions ?? builtFunctions,
  });
  Tags.of(app).add('service', 'credential-review');
  return { app, stateful, stateless };
}

/** What `-c adoptedTable=… -c adoptedStream=… [-c openedBy=…]` says, at every deployment from then on (cdk.json keeps it). */
function adoptedFrom({ node }: App): Adopted | null {
  const [tableName, streamArn, openedBy = null] = ['adoptedTable', 'adoptedStream', 'openedBy'].map((name) =>
    node.tryGetContext(name),
  );
  if (tableName === undefined && streamArn === undefined) return null;
  if (!tableName || !streamArn) throw new Error('Give adoptedTable and adoptedStream together.');
  return { tableName, streamArn, openedBy };
}
