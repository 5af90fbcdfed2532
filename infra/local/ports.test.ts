import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { close, listen, portsFrom } from './ports.ts';

test('the helpers take the ports after PORT, which is 4000 unless told otherwise', () => {
  expect(portsFrom({})).toEqual({ gateway: 4000, identityProvider: 4001, mail: 4002, database: 4003 });
  expect(portsFrom({ PORT: '5000' }).database).toBe(5003);
});

test.each(['abc', '0', '65533', '4000.5', ''])(
  'PORT=%s is refused with a sentence that says what to give',
  (PORT) => {
    expect(() => portsFrom({ PORT })).toThrow('whole number from 1 to 65532');
  },
);

test('a port that is taken is named, with the way out', async () => {
  const server = createServer();
  const port = await listen(server, 0);
  await expect(listen(createServer(), port)).rejects.toThrow(`Port ${port} is not free: stop the program`);
  await close(server);
});
