import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { waitingAtMost, whilePeopleWait } from '../../time-outs.ts';

/** Reads a text secret. Region, credentials and endpoint come from the environment, as the SDK reads it. */
export async function readSecret(arn: string): Promise<string> {
  const { SecretString } = await new SecretsManagerClient(waitingAtMost(whilePeopleWait)).send(
    new GetSecretValueCommand({ SecretId: arn }),
  );
  if (SecretString === undefined) throw new Error(`The secret ${arn} holds no text.`);
  return SecretString;
}
