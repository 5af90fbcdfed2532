/** The whole service in a process of its own, so that it can be killed: it says when it is up, and works off what waits when asked to. */
import { type ServiceOptions, startService } from '../../infra/local/service.ts';

/** What the process is started with, as JSON in its one argument. */
export type Begun = Required<Pick<ServiceOptions, 'ports' | 'dataFolder'>>;

const service = await startService({ ...(JSON.parse(process.argv[2] ?? '') as Begun), clockInterval: 5_000 });

process.on('message', async () => {
  await service.tick();
  await service.idle();
  process.send?.('idle');
});
process.send?.('up');
