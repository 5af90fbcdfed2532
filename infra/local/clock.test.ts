import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { type Clock, type ClockOptions, startClock } from './clock.ts';

const running: Clock[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const clock of running.splice(0)) await clock.stop();
});

const start = (handler: ClockOptions['handler'], interval: number | null = null): Clock => {
  const clock = startClock({ handler, interval });
  running.push(clock);
  return clock;
};

test('without an interval it runs once a tick and never by itself', async () => {
  let runs = 0;
  const clock = start(async () => {
    runs += 1;
  });
  await pause(30);
  expect(runs).toBe(0);
  await clock.tick();
  await clock.tick();
  expect(runs).toBe(2);
});

test('with an interval it runs again and again, and not any more once stopped', async () => {
  let runs = 0;
  const clock = start(async () => {
    runs += 1;
  }, 5);
  await vi.waitFor(() => expect(runs).toBeGreaterThan(2));
  await clock.stop();
  const before = runs;
  await pause(30);
  expect(runs).toBe(before);
});

test('two runs never overlap, however often it is told to run, and stopping waits for the run in hand', async () => {
  let inHand = 0;
  let most = 0;
  let runs = 0;
  const clock = start(async () => {
    inHand += 1;
    most = Math.max(most, inHand);
    await pause(15);
    inHand -= 1;
    runs += 1;
  }, 2);
  await Promise.all([clock.tick(), clock.tick(), pause(40)]);
  expect(runs).toBeGreaterThanOrEqual(2);
  const last = clock.tick();
  await clock.stop();
  expect(inHand).toBe(0);
  expect(most).toBe(1);
  await last;
});

test('a run that takes longer than the interval leaves out the turns that it took', async () => {
  let runs = 0;
  const clock = start(async () => {
    await pause(40);
    runs += 1;
  }, 2);
  await vi.waitFor(() => expect(runs).toBe(2));
  await clock.stop();
  expect(runs).toBeLessThanOrEqual(3);
});

test('a run that fails is told to whoever asked for it, or else said on the console, and the next one runs', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  let runs = 0;
  const clock = start(async () => {
    runs += 1;
    if (runs <= 2) throw new Error(`run ${runs}`);
  }, 10);
  await expect(clock.tick()).rejects.toThrow('run 1');
  expect(said).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(runs).toBeGreaterThan(2));
  expect(said.mock.calls).toEqual([['The clock failed:', new Error('run 2')]]);
});

test('it is handed what EventBridge Scheduler hands over, and five minutes', async () => {
  const handed: unknown[] = [];
  const clock = start(async (event, context) => {
    handed.push(event);
    expect(context.getRemainingTimeInMillis()).toBeGreaterThan(299_000);
  });
  await clock.tick();
  expect(handed).toEqual([
    {
      version: '0',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      account: '000000000000',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      region: 'eu-west-2',
      resources: ['arn:aws:scheduler:eu-west-2:000000000000:schedule/default/clock'],
      detail: '{}',
    },
  ]);
});
