/** A statement or a connection that failed. */
export interface LoadError {
  readonly work: string;
  /** SQLSTATE, where there is one. */
  readonly code: string | undefined;
  readonly message: string;
  /** In ms since the load began. */
  readonly at: number;
}

/** How long statements took, in ms. */
export interface Latency {
  readonly count: number;
  readonly p99: number;
  readonly max: number;
}

export interface SlowStatement {
  readonly work: string;
  readonly text: string;
  readonly ms: number;
  /** When it ended, in ms since the load began. */
  readonly at: number;
}

export interface LoadReport {
  readonly errors: readonly LoadError[];
  /** Of all statements. */
  readonly all: Latency;
  readonly byWork: Readonly<Record<string, Latency>>;
  /** The ten that took longest. */
  readonly slowest: readonly SlowStatement[];
}

const kept = 10;

/** What a load writes down. */
export class LoadRecord {
  readonly #begun = performance.now();
  readonly #errors: LoadError[] = [];
  readonly #taken = new Map<string, number[]>();
  readonly #names = new Map<string, string>();
  #slowest: readonly SlowStatement[] = [];

  took(work: string, text: string, ms: number): void {
    const taken = this.#taken.get(work);
    if (taken) taken.push(ms);
    else this.#taken.set(work, [ms]);
    if (this.#slowest.length === kept && ms < this.#slowest.at(-1)!.ms) return;
    const one = { work, text, ms, at: this.#now() };
    this.#slowest = [...this.#slowest, one].toSorted((a, b) => b.ms - a.ms).slice(0, kept);
  }

  failed(work: string, error: unknown): void {
    const { code, message } = error as { code?: string; message: string };
    this.#errors.push({ work, code, message, at: this.#now() });
  }

  /** The name that a text is prepared by. */
  nameOf(text: string): string {
    const name = this.#names.get(text) ?? `load_${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }

  report(): LoadReport {
    return {
      errors: [...this.#errors],
      all: latencyOf([...this.#taken.values()].flat()),
      byWork: Object.fromEntries([...this.#taken].map(([work, ms]) => [work, latencyOf(ms)])),
      slowest: this.#slowest,
    };
  }

  #now(): number {
    return Math.round(performance.now() - this.#begun);
  }
}

function latencyOf(ms: readonly number[]): Latency {
  const sorted = Float64Array.from(ms).toSorted();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { count: sorted.length, p99: at(0.99), max: at(1) };
}
