import { TenantContextMismatchError } from '../../errors/context.ts';
import type { CopySink } from '../driver.ts';

/** Why a COPY is refused that nobody asked for. */
export const unexpectedCopy = (): TenantContextMismatchError =>
  new TenantContextMismatchError(
    'COPY data cannot be confirmed by query(); the copy() of tenantSql can',
  );

type CopyState = 'before' | 'open' | 'done';

/*
 *   before ──CopyOutResponse──▶ open ──CopyDone──▶ done
 *                               CopyData...
 */

/** The COPY part of one step's answer: all of it for a step that has a sink, none of it for any other. */
export class CopyAnswer {
  readonly #sink: CopySink | undefined;
  #state: CopyState = 'before';
  /** What is wrong with the answer; nothing goes to the sink any more. */
  failure: unknown;

  constructor(sink: CopySink | undefined) {
    this.#sink = sink;
  }

  begin(): void {
    this.#follow('before', 'open');
  }

  /** @returns as {@link CopySink.write}. */
  data(bytes: Uint8Array): Promise<void> | undefined {
    this.#follow('open', 'open');
    return this.failure === undefined ? this.#sink?.write(bytes) : undefined;
  }

  end(): void {
    this.#follow('open', 'done');
  }

  /** The statement is complete: so must its data be. */
  complete(): void {
    if (this.#sink === undefined || this.#state === 'done') return;
    this.failure ??= new TenantContextMismatchError('the COPY data is incomplete');
  }

  #follow(from: CopyState, to: CopyState): void {
    if (this.#sink === undefined) this.failure ??= unexpectedCopy();
    if (this.#state !== from) {
      this.failure ??= new TenantContextMismatchError('the COPY data is out of order');
    }
    this.#state = to;
  }
}
