import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { instant } from '../../../shared/contract/basics.ts';

/** What a form sent: its fields, and its files by field name. */
export interface Posted {
  readonly form: URLSearchParams;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Reads a posted form of either encoding. What is neither, or cannot be read, is an empty form. Browsers send
 * line breaks as CRLF, whatever was typed or pasted: they are read as LF.
 */
export async function readPosted(event: APIGatewayProxyEventV2): Promise<Posted> {
  const { form, files } = await readSent(event);
  const lines = [...form].map(([name, value]): [string, string] => [name, value.replaceAll('\r\n', '\n')]);
  return { form: new URLSearchParams(lines), files };
}

async function readSent({ headers, body = '', isBase64Encoded }: APIGatewayProxyEventV2): Promise<Posted> {
  const contentType = headers['content-type'] ?? '';
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  // Media types are written in either case; the boundary of a multipart form is not.
  const [mediaType = ''] = contentType.toLowerCase().split(';');
  if (mediaType.trim() === 'application/x-www-form-urlencoded')
    return { form: new URLSearchParams(bytes.toString('utf8')), files: new Map() };
  if (mediaType.trim() !== 'multipart/form-data') return nothingPosted;
  // Node reads multipart forms itself.
  const sent = await new Response(bytes, { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => null);
  if (sent === null) return nothingPosted;
  const form = new URLSearchParams();
  const files = new Map<string, Uint8Array>();
  for (const [name, value] of sent) {
    if (typeof value === 'string') form.append(name, value);
    // A file field that was left empty comes as a file without a name.
    else if (value.name !== '' || value.size > 0) files.set(name, new Uint8Array(await value.arrayBuffer()));
  }
  return { form, files };
}

/** What a visit has whose form was not read: nobody’s is, before it is known that they may send it. */
export const nothingPosted: Posted = { form: new URLSearchParams(), files: new Map() };

/** The version that a form was opened on; null where it does not say so. */
export function postedVersion(form: URLSearchParams): number | null {
  const [posted] = /^\d{1,9}$/.exec(form.get('editVersion') ?? '') ?? [];
  return posted === undefined ? null : Number(posted);
}

/** The instant that a form carries of when it was opened; that of its sending where it carries none. */
export function postedInstant(form: URLSearchParams, name: string, now: Date): string {
  const posted = instant.safeParse(form.get(name));
  return posted.success ? posted.data : now.toISOString();
}
