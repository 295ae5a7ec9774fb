import type { Entry } from '../contestants/contestant.ts';
import { Child } from './child.ts';
import type { Burst, Command, Reply } from './host.ts';

/** A contestant in its own process. */
export class ContestantProcess {
  readonly entry: Entry;
  readonly #child: Child<Command, Reply>;

  constructor(entry: Entry) {
    this.entry = entry;
    this.#child = new Child(new URL('host.ts', import.meta.url), entry.name);
  }

  async open(url: string, concurrency: number): Promise<void> {
    await this.#do({ do: 'open', url, concurrency });
  }

  /** Statements for so many ms, as many at once as `open` said. */
  async run(milliseconds: number): Promise<Burst> {
    return (await this.#do({ do: 'run', milliseconds }))!;
  }

  async count(statements: number): Promise<Burst> {
    return (await this.#do({ do: 'count', statements }))!;
  }

  async close(): Promise<void> {
    await this.#do({ do: 'close' });
  }

  end(): void {
    this.#child.end();
  }

  async #do(command: Command): Promise<Burst | null> {
    const reply = await this.#child.ask(command);
    if ('error' in reply) throw new Error(`${this.entry.name}: ${reply.error}`);
    return reply.ok;
  }
}
