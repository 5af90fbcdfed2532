import vm from 'node:vm';
import { type Realm, type RealmKit, realmKit } from '../google/realm.ts';

/** The border's half of the realm, made by code of the realm itself. */
const kitOf = new vm.Script(`'use strict'; (${realmKit})()`);

/** A bare realm in this process for one run of the add-on's file; it makes no code from strings. */
export function openRealm(file: vm.Script): Realm {
  const global = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  const kit: RealmKit = kitOf.runInContext(global);
  return { global, kit, load: () => file.runInContext(global) };
}
