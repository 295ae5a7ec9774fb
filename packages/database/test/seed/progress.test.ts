import { expect, test } from 'vitest';
import { createProgress } from '../../src/seed/scale/progress.ts';

function shown(isTTY: boolean, updates: readonly number[]) {
  const lines: string[] = [];
  const written: string[] = [];
  const screen = { isTTY, write: (text: string) => written.push(text) };
  const progress = createProgress('rows', 100, (line) => lines.push(line), screen);
  for (const done of updates) progress.update(done, 'fast');
  return { lines, written };
}

test('on a terminal a bar is drawn over itself, and the last one ends the line', () => {
  const { lines, written } = shown(true, [50, 100]);
  expect(lines).toEqual([]);
  expect(written).toEqual([
    `\rrows [${'#'.repeat(15)}${'.'.repeat(15)}] 50/100  fast\u001b[K`,
    `\rrows [${'#'.repeat(30)}] 100/100  fast\u001b[K\n`,
  ]);
});

test('elsewhere each tenth is a line', () => {
  const { lines, written } = shown(false, [5, 10, 15, 19, 20, 100]);
  expect(lines).toEqual(['rows 10/100  fast', 'rows 20/100  fast', 'rows 100/100  fast']);
  expect(written).toEqual([]);
});
