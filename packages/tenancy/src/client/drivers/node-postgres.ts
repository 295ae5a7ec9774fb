import pg from 'pg';
import { ConnectionLostError } from '../../errors/client.ts';
import { isDatabaseError } from '../../errors/database.ts';
import type {
  Driver,
  DriverConnection,
  RunOptions,
  Step,
  StepResult,
  TransactionStatus,
} from '../driver.ts';
import { connectTimeout } from '../deadline.ts';
import { requestCancel } from './cancel-request.ts';
import { connectionError, refuseMalformed } from './connection-error.ts';
import { refusesStartupSettings, startupOptions } from './session-settings.ts';
import { NamedStatements } from './named-statements.ts';
import { followUnits, PipelinedUnit, type WireConnection } from './node-postgres-unit.ts';

/** node-postgres' own options, or a function that finds out the connection string when it is needed. */
export interface NodePostgresOptions extends Omit<pg.ClientConfig, 'connectionString'> {
  readonly connectionString: string | (() => Promise<string>);
}

/** Connections by node-postgres: a unit is one pipeline with one Sync, one round trip. */
export function nodePostgres(options: NodePostgresOptions): Driver {
  let settings: Pick<pg.ClientConfig, 'options'> = { options: startupOptions };
  const { connectionString, ...rest } = options;

  async function connect(url: string): Promise<DriverConnection> {
    const defaults = { connectionTimeoutMillis: connectTimeout, keepAlive: true, ...settings };
    const client = new pg.Client({ ...defaults, ...rest, connectionString: url });
    // An error between queries ends the connection; `alive` says so, and nobody else needs to know.
    client.on('error', () => {});
    await client.connect();
    return new NodePostgresConnection(client);
  }

  return {
    name: 'node-postgres',
    async connect() {
      const url =
        typeof connectionString === 'string' ? connectionString : await connectionString();
      refuseMalformed(url);
      try {
        return await connect(url).catch((error: unknown) => {
          if (!refusesStartupSettings(error)) throw error;
          settings = {};
          return connect(url);
        });
      } catch (error) {
        throw connectionError(error, url);
      }
    },
    close: async () => {},
  };
}

// The part of pg.Client that its types leave out.
interface ClientInternals {
  readonly connection: WireConnection & { readonly stream: { destroy(): void } };
  readonly host: string;
  readonly port: number;
  readonly processID: number;
  readonly secretKey: number;
}

class NodePostgresConnection implements DriverConnection {
  readonly #client: pg.Client;
  #alive = true;
  #unit: PipelinedUnit | undefined;
  #names: NamedStatements | undefined = new NamedStatements();
  #running: Promise<unknown> = Promise.resolve();
  #cancelling = false;
  readonly atomic = true;
  status: TransactionStatus = 'idle';

  constructor(client: pg.Client) {
    this.#client = client;
    client.once('end', () => (this.#alive = false));
    client.once('error', () => (this.#alive = false));
    followUnits(this.#internals.connection, () => this.#unit);
  }

  get processId(): number {
    return this.#internals.processID;
  }

  get alive(): boolean {
    return this.#alive;
  }

  async run(
    steps: readonly Step[],
    { naming = 'none' }: RunOptions = {},
  ): Promise<readonly StepResult[]> {
    if (!this.#alive) throw new ConnectionLostError();
    const unit = new PipelinedUnit(steps, this.#names && { names: this.#names, naming });
    this.#unit = unit;
    this.#client.query(unit as never);
    this.#running = unit.outcome;
    const outcome = await unit.outcome;
    this.#unit = undefined;
    if (outcome.status === 'lost') {
      this.destroy();
      throw new ConnectionLostError({ cause: outcome.error });
    }
    this.status = outcome.status;
    // The session does not keep names: it is a pooler's, and another one each time.
    if (hasSqlState(outcome.error, '26000')) this.#names = undefined;
    if (outcome.error !== undefined) throw outcome.error;
    return outcome.results;
  }

  cancel(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#cancelling = true;
    const { host, port, processID: processId, secretKey } = this.#internals;
    const target = { host, port, processId, secretKey };
    const cut = () => this.#cut();
    requestCancel(target, this.#running).then(cut, cut);
  }

  async end(): Promise<void> {
    this.#alive = false;
    await this.#client.end();
  }

  destroy(): void {
    this.#alive = false;
    if (!this.#cancelling) this.#cut();
  }

  #cut(): void {
    this.#internals.connection.stream.destroy();
  }

  get #internals(): ClientInternals {
    return this.#client as unknown as ClientInternals;
  }
}

function hasSqlState(error: unknown, sqlState: string): boolean {
  return isDatabaseError(error) && error.sqlState === sqlState;
}
