import { expect, test } from 'vitest';
import { follow, pause, untilAborted } from '../src/abort.ts';

test('a pause ends when it is over, or when the signal is aborted', async () => {
  const controller = new AbortController();
  const start = performance.now();
  await pause(20, controller.signal);
  setTimeout(() => controller.abort(), 20);
  await pause(60_000, controller.signal);
  await pause(60_000, controller.signal);
  expect(performance.now() - start).toBeLessThan(30_000);
});

test('work is waited for until the signal is aborted', async () => {
  const controller = new AbortController();
  const never = new Promise<never>(() => undefined);
  expect(await untilAborted(Promise.resolve(1), controller.signal)).toBe(1);
  setTimeout(() => controller.abort(new Error('enough')), 20);
  await expect(untilAborted(never, controller.signal)).rejects.toThrow('enough');
  await expect(untilAborted(never, controller.signal)).rejects.toThrow('enough');
});

test('a signal follows others until it is released', () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const released = follow([first.signal, second.signal]);
  const kept = follow([first.signal, second.signal]);
  released.release();
  second.abort(new Error('over'));
  expect(released.signal.aborted).toBe(false);
  expect(kept.signal.reason).toMatchObject({ message: 'over' });
  expect(follow([first.signal, second.signal]).signal.aborted).toBe(true);
});
