import type { Role } from './operation.ts';

/** Centre staff. */
export const staff: readonly Role[] = ['staff'];

/** The Credential Development Oversight Group. */
export const oversight: readonly Role[] = ['oversight'];

/** The roles that read what staff work with. */
export const staffAndOversight: readonly Role[] = ['staff', 'oversight'];

/** The roles that keep people and settings. */
export const administrator: readonly Role[] = ['administrator'];

/** The roles that add people. */
export const staffAndAdministrator: readonly Role[] = ['staff', 'administrator'];

/** Everybody whom the Centre knows. */
export const everybody: readonly Role[] = ['reviewer', 'staff', 'oversight', 'administrator'];

/** Everybody who signs in on the site. */
export const everybodyAtTheCentre: readonly Role[] = ['staff', 'oversight', 'administrator'];
