import { expect, test } from 'vitest';
import { stepProgress } from '../../src/cli/convert/progress.ts';

/** What is said on stderr, on a terminal or elsewhere. */
function watched(isTTY: boolean) {
  const lines: string[] = [];
  let seconds = 0;
  const io = {
    folder: '.',
    stdout: { write: () => true },
    stderr: { write: (text: string) => lines.push(text.replace('\r\u001b[2K', '')), isTTY },
    signal: new AbortController().signal,
    databaseUrl: undefined,
    now: () => new Date(seconds * 1_000),
  };
  return {
    lines,
    after: (more: number) => {
      seconds += more;
    },
    progress: (isAsked: boolean) => stepProgress(io, isAsked),
  };
}

test('a backfill has a bar, rows a second and the time that is left', () => {
  const { lines, after, progress } = watched(true);
  const { show } = progress(false);
  const step = 'public.orders.backfill';
  show({ step, done: 0, total: 1_000, rows: 0 });
  after(10);
  show({ step, done: 250, total: 1_000, rows: 20_000 });
  expect(lines).toEqual([
    `[--------------------]   0 %  ${step}`,
    `[#####---------------]  25 %  2,000 rows/s  30 s left  ${step}`,
  ]);
});

test('what an earlier run wrote is no speed of this one', () => {
  const { lines, after, progress } = watched(true);
  const { show } = progress(false);
  show({ step: 'a', done: 500, total: 1_000, rows: 50_000 });
  after(2);
  show({ step: 'a', done: 500, total: 1_000, rows: 50_000 });
  expect(lines.at(-1)).toBe('[##########----------]  50 %  0 rows/s  a');
});

test('whom it waits for is said instead', () => {
  const { lines, progress } = watched(true);
  progress(false).show({ step: 'a', done: 0, total: 0, waiting: 'process 7 has orders' });
  expect(lines).toEqual(['a: waits, process 7 has orders']);
});

test('where there is no terminal it is said only when asked', () => {
  const quiet = watched(false);
  quiet.progress(false).show({ step: 'a', done: 1, total: 2 });
  expect(quiet.lines).toEqual([]);
  const asked = watched(false);
  asked.progress(true).show({ step: 'a', done: 1, total: 2 });
  expect(asked.lines).toEqual(['[##########----------]  50 %  a\n']);
});
