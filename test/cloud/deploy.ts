import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zipSync } from 'fflate';
import { clientIds } from '../../infra/local/service.ts';
import { aws, eventually, region } from './aws.ts';
import { entryFile, forEmulator, type Here, type Template } from './templates.ts';

const synthesized = join(import.meta.dirname, '../../cdk.out');

/** What stands at the end of a deployment. */
export interface Deployed {
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: number;
  readonly leftOut: readonly string[];
}

/** Deploys one stack under its own name and answers with its outputs. One of that name that is there already goes first. */
async function deployStack(
  name: string,
  here: Here,
  parameters: Readonly<Record<string, string>>,
  bucket: string,
): Promise<Deployed> {
  const folder = await mkdtemp(join(tmpdir(), 'cloud-'));
  try {
    const file = join(synthesized, `${name}.template.json`);
    const { template, leftOut } = forEmulator(JSON.parse(await readFile(file, 'utf8')) as Template, here);
    const path = join(folder, `${name}.json`);
    await writeFile(path, JSON.stringify(template));
    await aws('s3api', 'put-object', '--bucket', bucket, '--key', `${name}.json`, '--body', path);
    const given = Object.entries(parameters).map(
      ([key, value]) => `ParameterKey=${key},ParameterValue=${value}`,
    );
    await aws(
      'cloudformation',
      'create-stack',
      '--stack-name',
      name,
      '--template-url',
      new URL(`/${bucket}/${name}.json`, process.env.AWS_ENDPOINT_URL).href,
      '--capabilities',
      'CAPABILITY_IAM',
      '--parameters',
      ...given,
    );
    const { StackStatus, Outputs = [] } = await eventually(`Creating ${name}`, async () => {
      const stack = await stackOf(name);
      return stack === null || stack.StackStatus.endsWith('IN_PROGRESS') ? null : stack;
    });
    if (StackStatus !== 'CREATE_COMPLETE')
      throw new Error(`${name} ended as ${StackStatus}. The emulator’s log says of which resource.`);
    return {
      outputs: Object.fromEntries(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue])),
      resources: Object.keys(template.Resources).length,
      leftOut,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Stack {
  readonly StackStatus: string;
  readonly Outputs?: readonly { readonly OutputKey: string; readonly OutputValue: string }[];
}

async function stackOf(name: string): Promise<Stack | null> {
  try {
    const found = await aws('cloudformation', 'describe-stacks', '--stack-name', name);
    return (found as { readonly Stacks: readonly Stack[] }).Stacks[0] ?? null;
  } catch {
    return null;
  }
}

/** Deletes what an earlier run left. */
async function deleteStack(name: string): Promise<void> {
  if ((await stackOf(name)) === null) return;
  await aws('cloudformation', 'delete-stack', '--stack-name', name);
  await eventually(`Deleting ${name}`, async () => {
    const stack = await stackOf(name);
    return stack === null || stack.StackStatus === 'DELETE_COMPLETE' ? true : null;
  });
}

/** Zips every function with the file that stands before it, and puts it where the templates look for it. */
async function uploadFunctions(bucket: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cloud-'));
  try {
    for (const asset of (await readdir(synthesized)).filter((name) => name.startsWith('asset.'))) {
      const files: Record<string, Uint8Array> = { [entryFile.name]: Buffer.from(entryFile.text) };
      for (const entry of await readdir(join(synthesized, asset), { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name);
        if (entry.isFile()) files[path.slice(join(synthesized, asset).length + 1)] = await readFile(path);
      }
      const zip = join(folder, `${asset}.zip`);
      await writeFile(zip, zipSync(files, { level: 1 }));
      const key = `${asset.replace('asset.', '')}.zip`;
      await aws('s3api', 'put-object', '--bucket', bucket, '--key', key, '--body', zip);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Synthesizes the templates, with the functions and the add-on as they are now. */
export const synthesize = (): Promise<unknown> =>
  promisify(execFile)('npm', ['run', '--silent', 'synth'], { cwd: join(synthesized, '..') });

/** Deploys both stacks as they were synthesized, but for what `forEmulator` says, onto an emptied emulator. */
export async function deploy(
  here: Here,
): Promise<{ readonly stateful: Deployed; readonly stateless: Deployed }> {
  const { Account } = (await aws('sts', 'get-caller-identity')) as { readonly Account: string };
  const bucket = `cdk-hnb659fds-assets-${Account}-${region}`;
  for (const name of ['CredentialReviewStateless', 'CredentialReviewStateful']) await deleteStack(name);
  await aws(
    's3api',
    'create-bucket',
    '--bucket',
    bucket,
    '--create-bucket-configuration',
    `LocationConstraint=${region}`,
  ).catch(() => null);
  await aws(
    'ssm',
    'put-parameter',
    '--overwrite',
    '--name',
    '/cdk-bootstrap/hnb659fds/version',
    '--type',
    'String',
    '--value',
    '30',
  );
  await uploadFunctions(bucket);
  const stateful = await deployStack(
    'CredentialReviewStateful',
    here,
    {
      SenderDomain: 'reviews.example.org',
      Host: 'reviews.example.org',
      CertificateArn: `arn:aws:acm:${region}:${Account}:certificate/none`,
    },
    bucket,
  );
  const stateless = await deployStack(
    'CredentialReviewStateless',
    here,
    {
      SenderAddress: 'reviews@reviews.example.org',
      AddOnClientId: clientIds.addon,
      SiteClientId: clientIds.site,
      OidcIssuer: here.issuer,
      AlarmEmail: 'alarms@example.org',
      RecipientAllowList: '*',
    },
    bucket,
  );
  return { stateful, stateless };
}
