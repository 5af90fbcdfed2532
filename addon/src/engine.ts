import * as z from 'zod';

// Imported before anything else in main.ts: zod decides while schemas are made whether it may compile
// code, which Apps Script does not allow.
z.config({ jitless: true });

// Google names no ECMAScript edition for its engine; this is the one method of shared/ that is newer than 2020.
if (typeof Object.hasOwn !== 'function') Object.hasOwn = (value, key) => Object.hasOwn(value, key);
