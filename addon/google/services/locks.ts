import type { Host, LockKind, Locks } from '../host.ts';
import { expose } from '../surface.ts';
import { Service } from './service.ts';

/** `LockService`. */
export class LockService extends Service {
  getUserLock(): LockHandleService {
    return new LockHandleService(this.host, 'user');
  }

  getDocumentLock(): LockHandleService {
    return new LockHandleService(this.host, 'document');
  }
}

/** One lock. Waiting for somebody else's fails at once: nothing would release it while the add-on runs. */
class LockHandleService extends Service {
  readonly #kind: LockKind;

  constructor(host: Host, kind: LockKind) {
    super(host);
    this.#kind = kind;
  }

  hasLock(): boolean {
    return this.host.locks[this.#kind] === 'this run';
  }

  tryLock(_milliseconds: number): boolean {
    if (this.host.locks[this.#kind] === 'somebody else') return false;
    this.host.locks[this.#kind] = 'this run';
    return true;
  }

  releaseLock(): void {
    if (this.hasLock()) this.host.locks[this.#kind] = 'nobody';
  }
}

/** What Apps Script does when a run ends. */
export function releaseLocks(locks: Locks): void {
  for (const kind of ['user', 'document'] as const) if (locks[kind] === 'this run') locks[kind] = 'nobody';
}

expose(LockService, 'LockService', { getUserLock: [''], getDocumentLock: [''] });
expose(LockHandleService, 'LockService.Lock', {
  hasLock: [''],
  tryLock: ['whole'],
  releaseLock: [''],
});
