import { setTimeout as later } from 'node:timers/promises';
import { withDeleted, withTenant, withUser, type TenantClient } from '../../src/index.ts';
import { acme, globex } from '../support/schema.ts';
import type { Action, Body, Handler, Who } from './program.ts';

/** A transaction or savepoint that somebody is in, and whether it was kept; undefined while it is open. */
interface Block {
  kept?: boolean;
}

/** What is in force where a statement is issued, outermost block first. */
interface Scope {
  readonly who: Who;
  readonly showsDeleted: boolean;
  readonly blocks: readonly Block[];
}

interface Write {
  readonly entry: string;
  readonly blocks: readonly Block[];
  confirmed: boolean;
}

/** What a failed statement or block may say; anything else is a problem. */
const expected = new Set([
  'PLANNED',
  '22012', // The division by zero.
  '25P02', // The transaction had failed.
  '42501', // Nobody writes.
  'COMMIT_FAILED',
  'NESTED_TRANSACTION',
  'TENANT_CONTEXT_CHANGE',
]);

const ids = { acme: acme.id, globex: globex.id };
const read = `
  select organization_id, name, deleted_at is not null as deleted from projects
  union all select organization_id, action, false from entries`;

/** Runs handlers on a client, and keeps what it saw and what it was told. */
export class Run {
  /** What contradicts the isolation, or was not to be expected. */
  readonly problems: string[] = [];
  readonly #client: TenantClient;
  readonly #prefix: string;
  readonly #writes: Write[] = [];
  readonly #forgotten: Promise<unknown>[] = [];

  /** @param prefix of every entry that the run writes. */
  constructor(client: TenantClient, prefix: string) {
    this.#client = client;
    this.#prefix = prefix;
  }

  async all(handlers: readonly Handler[]): Promise<void> {
    const nothing: Scope = { who: 'nobody', showsDeleted: false, blocks: [] };
    const runs = handlers.map(({ who, body }) =>
      this.#act({ do: 'enter', who, body, caught: true }, nothing),
    );
    await Promise.all(runs);
    await Promise.all(this.#forgotten);
  }

  /** The entries that were reported as committed, as {@link storedEntries} gives them. */
  committed(): string[] {
    return this.#writes
      .filter(({ confirmed, blocks }) => confirmed && blocks.every(({ kept }) => kept))
      .map(({ entry }) => entry)
      .toSorted();
  }

  async #body(body: Body, scope: Scope): Promise<void> {
    for (const action of body) await this.#act(action, scope);
  }

  async #act(action: Action, scope: Scope): Promise<void> {
    switch (action.do) {
      case 'pause':
        return later(action.milliseconds);
      case 'throw':
        throw Object.assign(new Error('planned'), { code: 'PLANNED' });
      case 'forget':
        this.#forgotten.push(this.#caught(this.#statement(action.kind, scope), true));
        return;
      case 'beside': {
        const runs = action.bodies.map((body) => this.#caught(this.#body(body, scope), true));
        await Promise.all(runs);
        return;
      }
      case 'statement':
        return this.#caught(this.#statement(action.kind, scope), action.caught);
      default:
        return this.#caught(this.#nested(action, scope), action.caught);
    }
  }

  #nested(
    action: Extract<Action, { do: 'enter' | 'showDeleted' | 'transaction' }>,
    scope: Scope,
  ): Promise<void> {
    if (action.do === 'transaction') return this.#block(action.body, scope);
    if (action.do === 'showDeleted') {
      return withDeleted(() => this.#body(action.body, { ...scope, showsDeleted: true }));
    }
    const { who, body } = action;
    // Inside a transaction only the context in force can be entered, and nothing changes.
    const showsDeleted = scope.blocks.length > 0 && scope.showsDeleted;
    const run = () => this.#body(body, { ...scope, who, showsDeleted });
    return who === 'nobody'
      ? withUser({ userId: acme.id }, run)
      : withTenant({ organizationId: ids[who] }, run);
  }

  async #block(body: Body, scope: Scope): Promise<void> {
    const block: Block = {};
    const inside = { ...scope, blocks: [...scope.blocks, block] };
    try {
      await this.#client.transaction(() => this.#body(body, inside));
      block.kept = true;
    } catch (error) {
      block.kept = false;
      throw error;
    }
  }

  async #statement(kind: 'read' | 'write' | 'fail', scope: Scope): Promise<void> {
    if (kind === 'fail') await this.#client.query('select 1/0');
    else if (kind === 'read') await this.#read(scope);
    else await this.#write(scope);
  }

  async #read({ who, showsDeleted }: Scope): Promise<void> {
    const { rows } = await this.#client.query(read);
    const seen = rows as { organization_id: string; name: string; deleted: boolean }[];
    const own = who === 'nobody' ? undefined : ids[who];
    const foreign = seen.filter(({ organization_id }) => organization_id !== own);
    if (foreign.length > 0) this.problems.push(`${who} saw ${JSON.stringify(foreign)}`);
    const seesDeleted = seen.some(({ deleted }) => deleted);
    if (seesDeleted !== (showsDeleted && who !== 'nobody')) {
      this.problems.push(`${who} ${seesDeleted ? 'saw' : 'did not see'} deleted rows`);
    }
  }

  async #write({ who, blocks }: Scope): Promise<void> {
    const action = `${this.#prefix} ${this.#writes.length}`;
    const owner = { acme: 'Acme', globex: 'Globex', nobody: 'nobody' }[who];
    const write: Write = { entry: `${owner}: ${action}`, blocks, confirmed: false };
    this.#writes.push(write);
    await this.#client.query('insert into entries (action) values ($1)', [action]);
    write.confirmed = true;
  }

  /** Looks at how `work` fails, and passes that on unless it is caught. */
  async #caught(work: Promise<void>, caught: boolean): Promise<void> {
    try {
      await work;
    } catch (error) {
      const { code, sqlState } = error as { code?: string; sqlState?: string };
      if (!expected.has(sqlState ?? code ?? '')) this.problems.push(`failed with ${String(error)}`);
      if (!caught) throw error;
    }
  }
}
