import { GoogleError } from '../errors.ts';
import { utf8Of } from '../platform.ts';
import { expose } from '../surface.ts';
import { Service } from './service.ts';

/** Google's limit of one value, in bytes of UTF-8. */
const VALUE_LIMIT = 9 * 1024;
/** Google's limit of one store, keys included, in bytes of UTF-8. */
const STORE_LIMIT = 500 * 1024;

/** `PropertiesService`. */
export class PropertiesService extends Service {
  getUserProperties(): PropertiesStoreService {
    return new PropertiesStoreService(this.host.stores.user);
  }

  getScriptProperties(): PropertiesStoreService {
    return new PropertiesStoreService(this.host.stores.script);
  }
}

/** One store of properties. */
class PropertiesStoreService {
  readonly #store: Map<string, string>;

  constructor(store: Map<string, string>) {
    this.#store = store;
  }

  getProperty(key: string): string | null {
    return this.#store.get(key) ?? null;
  }

  getProperties(): Record<string, string> {
    return Object.fromEntries(this.#store);
  }

  setProperty(key: string, value: string): this {
    if (bytes(value) > VALUE_LIMIT) throw new GoogleError('Argument too large: value');
    const total = [...new Map(this.#store).set(key, value)].reduce(
      (sum, [each, text]) => sum + bytes(each) + bytes(text),
      0,
    );
    if (total > STORE_LIMIT) {
      throw new GoogleError(
        'You have exceeded the property storage quota. Please remove some properties and try again.',
      );
    }
    this.#store.set(key, value);
    return this;
  }

  deleteProperty(key: string): this {
    this.#store.delete(key);
    return this;
  }
}

const bytes = (text: string): number => utf8Of(text).length;

expose(PropertiesService, 'PropertiesService', {
  getUserProperties: [''],
  getScriptProperties: [''],
});
expose(PropertiesStoreService, 'PropertiesService.Properties', {
  getProperty: ['string'],
  getProperties: [''],
  setProperty: ['string string'],
  deleteProperty: ['string'],
});
