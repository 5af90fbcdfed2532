import type { Result } from '../../../shared/domain/basics/result.ts';
import type { ReadForm } from './form.ts';
import type { Sent } from './form-fields.ts';

/**
 * Reads a form whose fields `file` and `pasted` take the same thing; where both hold something, the file counts.
 * `read` makes a body of the bytes, or says in sentences what is wrong with them, which stand at the field they are in.
 */
export async function readUploadedOrPasted(
  { files, form }: Sent,
  read: (bytes: Uint8Array) => Promise<Result<unknown, readonly string[]>>,
): Promise<ReadForm> {
  const file = files.get('file');
  const pasted = form.get('pasted') ?? '';
  const wrong = (pointer: string, code: string, details: readonly string[]): ReadForm => ({
    body: null,
    defects: details.map((detail) => ({ pointer, code, detail })),
  });
  if (file === undefined && pasted.trim() === '')
    return wrong('/file', 'missing', ['Choose a file, or paste its content']);
  const made = await read(file ?? new TextEncoder().encode(pasted));
  return made.ok
    ? { body: made.value, defects: [] }
    : wrong(file === undefined ? '/pasted' : '/file', 'not-readable', made.error);
}
