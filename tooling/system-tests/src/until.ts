import { setTimeout as sleep } from 'node:timers/promises';

export interface UntilOptions {
  /** Milliseconds. Default 15,000. */
  readonly patience?: number;
  /** Milliseconds between two looks. Default 50. */
  readonly pause?: number;
}

/**
 * Waits until `condition` holds.
 *
 * @throws Error that names `what`, when it does not in time.
 */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  { patience = 15_000, pause = 50 }: UntilOptions = {},
): Promise<void> {
  const end = performance.now() + patience;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Not within ${patience} ms: ${what}.`);
    await sleep(pause);
  }
}
