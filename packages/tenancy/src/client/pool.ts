import { ClientClosedError, PoolTimeoutError } from '../errors/client.ts';
import { withinConnectTimeout } from './deadline.ts';
import type { Driver, DriverConnection } from './driver.ts';

export interface PoolOptions {
  /** Connections at once. Default 10. */
  readonly max?: number | undefined;
  /** How long a statement waits for a connection, in ms. Default 10,000. */
  readonly acquireTimeout?: number | undefined;
  /** How long an unused connection is kept, in ms. Default 30,000. */
  readonly idleTimeout?: number | undefined;
  /** Units after which a connection is replaced: a session only grows. Default 10,000. */
  readonly maxUses?: number | undefined;
  /** Age after which a connection is replaced, in ms. Default 30 min. */
  readonly maxLifetime?: number | undefined;
  /** How long `close` waits for what is running before it cuts it, in ms. Default 10,000. */
  readonly closeTimeout?: number | undefined;
}

interface Entry {
  readonly connection: DriverConnection;
  readonly expires: number;
  uses: number;
  /** Whether somebody has it. */
  taken: boolean;
  idleTimer?: NodeJS.Timeout;
}

interface Waiter {
  resolve(connection: DriverConnection): void;
  reject(error: unknown): void;
}

const defaults = {
  max: 10,
  acquireTimeout: 10_000,
  idleTimeout: 30_000,
  maxUses: 10_000,
  maxLifetime: 1_800_000,
  closeTimeout: 10_000,
};

/**
 * Connections of one login. The most recently used one is taken first; waiters are served in order.
 * A connection goes back only idle and alive: anything else is destroyed.
 */
export class ConnectionPool {
  readonly #driver: Driver;
  readonly #onConnect: (connection: DriverConnection) => Promise<void>;
  readonly #options: typeof defaults;
  readonly #entries = new Map<DriverConnection, Entry>();
  readonly #idle: Entry[] = [];
  readonly #waiters: Waiter[] = [];
  #opening = 0;
  #closed: Promise<void> | undefined;
  #drained: (() => void) | undefined;

  /** @param onConnect runs on each new connection; when it throws, the connection is destroyed. */
  constructor(
    driver: Driver,
    onConnect: (connection: DriverConnection) => Promise<void>,
    options: PoolOptions = {},
  ) {
    this.#driver = driver;
    this.#onConnect = onConnect;
    const given = Object.entries(options).filter(([, value]) => value !== undefined);
    const settings = { ...defaults, ...Object.fromEntries(given) };
    const max = Math.min(settings.max, driver.maxConnections ?? Infinity);
    this.#options = { ...settings, max };
  }

  /**
   * @returns a connection that is nobody else's until released.
   * @throws PoolTimeoutError, ClientClosedError, ConnectionError, RoleGuardError.
   */
  async acquire(): Promise<DriverConnection> {
    if (this.#closed) throw new ClientClosedError();
    const idle = this.#takeIdle();
    if (idle) return idle;
    if (this.#entries.size + this.#opening < this.#options.max) return this.#open();
    return this.#wait();
  }

  /** Gives `connection` back. Kept only when it is alive, idle, and not worn out. */
  release(connection: DriverConnection): void {
    const entry = this.#entries.get(connection);
    if (!entry?.taken) return;
    entry.taken = false;
    entry.uses += 1;
    const clean = connection.alive && connection.status === 'idle';
    if (!clean) {
      this.#drop(entry);
      connection.destroy();
    } else if (this.#closed || entry.uses >= this.#options.maxUses || Date.now() > entry.expires) {
      this.#drop(entry);
      retire(connection);
    } else {
      this.#hand(entry);
    }
  }

  /** Waits for what is running, then ends every connection. */
  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    for (const waiter of this.#waiters.splice(0)) waiter.reject(new ClientClosedError());
    for (const entry of this.#idle.splice(0)) {
      clearTimeout(entry.idleTimer);
      this.#entries.delete(entry.connection);
      await entry.connection.end().catch(() => entry.connection.destroy());
    }
    if (this.#entries.size + this.#opening > 0) {
      const drained = new Promise<void>((resolve) => (this.#drained = resolve));
      const late = setTimeout(() => this.#cut(), this.#options.closeTimeout);
      await drained;
      clearTimeout(late);
    }
    await this.#driver.close();
  }

  /** What still runs is cut: its callers learn that the connection is lost. */
  #cut(): void {
    for (const { connection } of this.#entries.values()) connection.destroy();
  }

  /** @returns one that nobody uses, without waiting; undefined when there is none. */
  #takeIdle(): DriverConnection | undefined {
    for (let entry = this.#idle.pop(); entry; entry = this.#idle.pop()) {
      clearTimeout(entry.idleTimer);
      entry.taken = entry.connection.alive;
      if (entry.taken) return entry.connection;
      this.#drop(entry);
    }
    return undefined;
  }

  async #open(): Promise<DriverConnection> {
    this.#opening += 1;
    let connection: DriverConnection | undefined;
    try {
      connection = await this.#driver.connect();
      await withinConnectTimeout(this.#onConnect(connection));
    } catch (error) {
      connection?.destroy();
      this.#opening -= 1;
      this.#openFailed(error);
      throw error;
    }
    this.#opening -= 1;
    const expires = Date.now() + this.#options.maxLifetime;
    this.#entries.set(connection, { connection, uses: 0, expires, taken: true });
    return connection;
  }

  /** With no connection left that could serve them, the waiters fail with the same error, at once. */
  #openFailed(error: unknown): void {
    if (this.#entries.size === 0) {
      for (const waiter of this.#waiters.splice(0)) waiter.reject(error);
    }
    if (this.#closed) this.#refill();
  }

  #wait(): Promise<DriverConnection> {
    const { acquireTimeout, max } = this.#options;
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        resolve: (connection) => {
          clearTimeout(timer);
          resolve(connection);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        const index = this.#waiters.indexOf(waiter);
        if (index === -1) return; // A connection is being opened for it: that has a bound of its own.
        this.#waiters.splice(index, 1);
        reject(new PoolTimeoutError(acquireTimeout, max));
      }, acquireTimeout);
      this.#waiters.push(waiter);
    });
  }

  #hand(entry: Entry): void {
    const waiter = this.#waiters.shift();
    if (waiter) {
      entry.taken = true;
      return waiter.resolve(entry.connection);
    }
    entry.idleTimer = setTimeout(() => {
      this.#idle.splice(this.#idle.indexOf(entry), 1);
      this.#drop(entry);
      retire(entry.connection);
    }, this.#options.idleTimeout);
    // An idle pool does not keep a process alive; the sockets do that until close().
    entry.idleTimer.unref();
    this.#idle.push(entry);
  }

  #drop(entry: Entry): void {
    this.#entries.delete(entry.connection);
    this.#refill();
  }

  /** A place became free: opens a connection for whoever waits longest. */
  #refill(): void {
    if (this.#closed) {
      if (this.#entries.size + this.#opening === 0) this.#drained?.();
      return;
    }
    const waiter = this.#waiters.shift();
    if (waiter) this.#open().then(waiter.resolve, waiter.reject);
  }
}

/** Ends a connection that nobody waits for; one that cannot be ended politely is cut. */
function retire(connection: DriverConnection): void {
  connection.end().catch(() => connection.destroy());
}
