import type { Lock } from '../host.ts';
import { expose } from '../surface.ts';
import { Service } from './service.ts';

/** `LockService`. */
export class LockService extends Service {
  getDocumentLock(): LockHandleService {
    return new LockHandleService(this.host);
  }
}

/** The spreadsheet's lock. Waiting for somebody else's fails at once: nothing would release it while the add-on runs. */
class LockHandleService extends Service {
  hasLock(): boolean {
    return this.host.lock.holder === 'this run';
  }

  tryLock(_milliseconds: number): boolean {
    if (this.host.lock.holder === 'somebody else') return false;
    this.host.lock.holder = 'this run';
    return true;
  }

  releaseLock(): void {
    releaseLock(this.host.lock);
  }
}

/** What Apps Script does when a run ends. */
export function releaseLock(lock: Lock): void {
  if (lock.holder === 'this run') lock.holder = 'nobody';
}

expose(LockService, 'LockService', { getDocumentLock: [''] });
expose(LockHandleService, 'LockService.Lock', {
  hasLock: [''],
  tryLock: ['whole'],
  releaseLock: [''],
});
