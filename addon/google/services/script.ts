import { GoogleError } from '../errors.ts';
import { Enumeration, type EnumValue, expose } from '../surface.ts';
import { Service } from './service.ts';

/** `ScriptApp.AuthMode`. */
export const AuthMode = new Enumeration('ScriptApp.AuthMode', ['NONE', 'CUSTOM_FUNCTION', 'LIMITED', 'FULL']);

/** `ScriptApp`. */
export class ScriptAppService extends Service {
  /** Google gives no token where `openid` was not granted. */
  getIdentityToken(): string {
    return this.#has('openid') ? this.host.identityToken : '';
  }

  /** Google shows its consent page and ends the run where one of the scopes was not granted. */
  requireScopes(_mode: EnumValue, scopes: readonly string[]): void {
    if (!scopes.every((scope) => this.#has(scope)))
      throw new GoogleError('Authorization is required to perform that action.');
  }

  #has(scope: string): boolean {
    const name = scope.slice(scope.lastIndexOf('/') + 1);
    return this.host.granted === null || this.host.granted.includes(name);
  }
}

/** `Session`. */
export class SessionService extends Service {
  getActiveUser(): UserService {
    return new UserService(this.host.email);
  }
}

/** A person with a Google account, as Session and the lists of a file’s members name them. */
export class UserService {
  readonly #email: string;

  constructor(email: string) {
    this.#email = email;
  }

  getEmail(): string {
    return this.#email;
  }
}

/** `console`. */
export class ConsoleService extends Service {
  error(...values: unknown[]): void {
    const message = values
      .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
      .join(' ');
    this.host.log({ level: 'error', message });
  }
}

const LINE = Array.from({ length: 8 }, (_, count) => Array(count).fill('any').join(' '));

expose(
  ScriptAppService,
  'ScriptApp',
  { getIdentityToken: [''], requireScopes: ['Enum string[]'] },
  { AuthMode },
);
expose(SessionService, 'Session', { getActiveUser: [''] });
expose(UserService, 'User', { getEmail: [''] });
expose(ConsoleService, 'console', { error: LINE });
