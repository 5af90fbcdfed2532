import { expect, it } from 'vitest';
import type { PersonItem } from '../people/stored-person.ts';
import { allRoutes, findRoute } from './routes.ts';
import { navigationFor } from './web/navigation.ts';

it('every route is found at its own address, by the part of the site that its address names', async () => {
  for (const route of await allRoutes()) {
    const found = await findRoute(route.method, route.path.replaceAll(/\{\w+\+?\}/g, 'one'));
    // An address that another route's placeholder takes as well is that of the first.
    expect(found?.route.path.replaceAll(/\{\w+\+?\}/g, 'one')).toBe(
      route.path.replaceAll(/\{\w+\+?\}/g, 'one'),
    );
  }
});

it.each(['/nowhere', '/__proto__', '/constructor/one'])('nothing is found at %s', async (path) => {
  expect(await findRoute('GET', path)).toBeNull();
});

it.each(['reviewer', 'staff', 'oversight', 'administrator'] as const)(
  'a %s is shown the areas whose pages they get, and no others',
  async (role) => {
    const person = { roles: [role] } as unknown as PersonItem;
    const shown = navigationFor(person, '/').map(({ href }) => href);
    for (const { href } of navigationFor(
      { roles: ['staff', 'oversight', 'administrator'] } as unknown as PersonItem,
      '/',
    )) {
      const access = (await findRoute('GET', href))?.route.access;
      const gets = access === 'public' || (Array.isArray(access) && access.includes(role));
      expect([href, shown.includes(href)]).toEqual([href, gets]);
    }
  },
);
