import { about, type Kind } from '../../kind.ts';

export const kind: Kind<'off-panel'> = { name: 'Taken off the panel', audience: 'reviewer', values: about };
