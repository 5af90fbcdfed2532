import { waitingAtMost, whilePeopleWait } from '../../time-outs.ts';

/** Reads a text secret. Region, credentials and endpoint come from the environment, as the SDK reads it. */
export async function readSecret(arn: string): Promise<string> {
  // Only signing in needs it: a cold start goes without.
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const { SecretString } = await new SecretsManagerClient(waitingAtMost(whilePeopleWait)).send(
    new GetSecretValueCommand({ SecretId: arn }),
  );
  if (SecretString === undefined) throw new Error(`The secret ${arn} holds no text.`);
  return SecretString;
}
