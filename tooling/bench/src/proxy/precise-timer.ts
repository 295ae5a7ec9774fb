import { Worker } from 'node:worker_threads';

/*
 * Node's timers count in whole milliseconds. A thread that waits on a futex wakes to within about 0.1 ms, and burns no
 * CPU meanwhile.
 */

// Waits until the time in `due` (ms of performance.timeOrigin, 0: for ever), or until that is changed.
const wait = `
const { parentPort, workerData } = require('node:worker_threads');
const signal = new Int32Array(workerData, 0, 1);
const due = new Float64Array(workerData, 8, 1);
const now = () => performance.timeOrigin + performance.now();
for (;;) {
  const seen = Atomics.load(signal, 0);
  const until = due[0];
  const left = until === 0 ? Infinity : until - now();
  if (left > 0 && Atomics.wait(signal, 0, seen, left) !== 'timed-out') continue;
  parentPort.postMessage(null);
  if (Atomics.load(signal, 0) === seen) Atomics.wait(signal, 0, seen);
}`;

const now = () => performance.timeOrigin + performance.now();

/** Calls back after a delay in ms, in the order of the calls: the delay is the same for all of them. */
export class DelayLine {
  readonly #delay: number;
  readonly #queue: { readonly due: number; readonly run: () => void }[] = [];
  readonly #signal: Int32Array;
  readonly #due: Float64Array;

  constructor(delay: number) {
    this.#delay = delay;
    const memory = new SharedArrayBuffer(16);
    this.#signal = new Int32Array(memory, 0, 1);
    this.#due = new Float64Array(memory, 8, 1);
    const worker = new Worker(wait, { eval: true, workerData: memory });
    worker.on('message', () => this.#flush());
    worker.unref();
  }

  later(run: () => void): void {
    this.#queue.push({ due: now() + this.#delay, run });
    if (this.#queue.length === 1) this.#arm();
  }

  #flush(): void {
    while (this.#queue.length > 0 && this.#queue[0]!.due <= now()) this.#queue.shift()!.run();
    this.#arm();
  }

  #arm(): void {
    this.#due[0] = this.#queue[0]?.due ?? 0;
    Atomics.add(this.#signal, 0, 1);
    Atomics.notify(this.#signal, 0);
  }
}
