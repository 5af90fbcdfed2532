import { connect, type Database } from '../functions/table/database.ts';
import { findRunningService } from './local/running-service.ts';

/** The table of that name or, without one, that of the service that runs on this machine. */
export async function whichTable(name: string | undefined): Promise<Database> {
  if (name !== undefined) return connect(name);
  const running = await findRunningService(process.env);
  if (running === null)
    throw new Error(
      'Name the table of your deployment with --table, or bring the service up here: npm start.',
    );
  return running.db;
}
