import type { Host } from '../host.ts';

/** One of Google's services, which acts on the host of its run. */
export class Service {
  protected readonly host: Host;

  constructor(host: Host) {
    this.host = host;
  }
}
