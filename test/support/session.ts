import { bindSubject, getPerson } from '../../functions/people/storage.ts';
import { putSession } from '../../functions/site/sign-in/sessions.ts';
import type { Database } from '../../functions/table/database.ts';

const issuer = 'https://issuer.example.org';

/** Opens a session of the site for a person, as signing in does, under an id of the test's. It lasts an hour. */
export async function openSession(db: Database, id: string, personId: string): Promise<void> {
  const person = await getPerson(db, personId);
  if (person === null) throw new Error(`Nobody has the id ${personId}.`);
  await bindSubject(db, person, issuer, personId);
  const inAnHour = Math.floor(Date.now() / 1000) + 3600;
  await putSession(db, id, { step: 'signed-in', personId, issuer, sub: personId }, inAnHour);
}
