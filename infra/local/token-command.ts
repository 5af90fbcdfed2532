import { findRunningService } from './running-service.ts';

/** Prints an identity token for a person of the running service: `npm run --silent token -- staff@example.org`. */
async function main(): Promise<void> {
  const email = process.argv[2];
  if (email === undefined)
    throw new Error('Say for whom, by email address: npm run --silent token -- staff@example.org');
  const service = await findRunningService(process.env);
  if (service === null)
    throw new Error('The service is not running: npm start brings it up (PORT names another one).');
  console.log(await service.token(email));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
