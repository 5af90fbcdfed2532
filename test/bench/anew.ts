import { randomBytes, randomUUID } from 'node:crypto';
import type { Seat } from './exercise.ts';

type Whose = Pick<Seat, 'roundId' | 'personId'>;

/** A recorded request as somebody else would send it: for their seat, and with ids that nobody has used. */
export function anew(body: string, of: Whose, seat: Whose): string {
  const ids = new Map<string, string>();
  const fresh = (make: () => string) => (id: string) => {
    const known = ids.get(id) ?? make();
    ids.set(id, known);
    return known;
  };
  return body
    .replaceAll(of.roundId, seat.roundId)
    .replaceAll(of.personId, seat.personId)
    .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, fresh(randomUUID))
    .replaceAll(
      /\b[0-9a-f]{32}\b/g,
      fresh(() => randomBytes(16).toString('hex')),
    );
}
