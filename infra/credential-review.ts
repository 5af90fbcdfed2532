import { App, type AppProps, Tags } from 'aws-cdk-lib';
import { builtFunctions } from './build-functions.ts';
import { StatefulStack } from './stateful-stack.ts';
import { StatelessStack } from './stateless-stack.ts';

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
  options: { readonly builtFunctions?: string; readonly app?: AppProps } = {},
): { readonly app: App; readonly stateful: StatefulStack; readonly stateless: StatelessStack } {
  const app = new App({ ...options.app, context: featureFlags });
  const stateful = new StatefulStack(app, 'CredentialReviewStateful', { env });
  const stateless = new StatelessStack(app, 'CredentialReviewStateless', {
    env,
    table: stateful.table,
    oidcClientSecret: stateful.oidcClientSecret,
    senderIdentity: stateful.senderIdentity,
    host: stateful.host,
    builtFunctions: options.builtFunctions ?? builtFunctions,
  });
  Tags.of(app).add('service', 'credential-review');
  return { app, stateful, stateless };
}
