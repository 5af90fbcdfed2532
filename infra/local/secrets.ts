import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { close, listen, type Running } from './ports.ts';

/** Starts a Secrets Manager that knows the given secrets by id and answers `GetSecretValue`, nothing else. */
export async function startSecrets(secrets: Readonly<Record<string, string>>): Promise<Running> {
  const server = createServer(async (request, response) => {
    const body = (await json(request).catch(() => ({}))) as { SecretId?: string };
    const asked =
      request.headers['x-amz-target'] === 'secretsmanager.GetSecretValue' ? body.SecretId : undefined;
    const value = asked === undefined ? undefined : secrets[asked];
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if (value === undefined) {
      response.writeHead(400).end(JSON.stringify({ __type: 'ResourceNotFoundException' }));
      return;
    }
    response.end(JSON.stringify({ ARN: asked, Name: asked, SecretString: value, VersionId: 'local' }));
  });
  const port = await listen(server, 0);
  return { url: `http://127.0.0.1:${port}`, stop: () => close(server) };
}
