import * as z from 'zod';

// Imported before anything else in main.ts: zod decides while schemas are made whether it may compile
// code, which Apps Script does not allow.
z.config({ jitless: true });
