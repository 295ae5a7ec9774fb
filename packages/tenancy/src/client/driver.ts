/** How one column's text becomes a value: `getTypeParser(oid)(text)`. The shape of `pg-types`. */
export interface TypeParsers {
  getTypeParser(oid: number, format?: 'text'): (text: string) => unknown;
}

/** One statement on the wire. */
export interface Step {
  readonly text: string;
  /** Serialized for the protocol's text format; see `serializeParameters`. */
  readonly parameters?: readonly WireValue[];
  /** Rows as arrays of values in column order, rather than as objects. */
  readonly rowMode?: 'array' | undefined;
  /** False: nobody needs the columns' names and types, all values stay text. */
  readonly columns?: boolean;
  /** Left out: the driver's own parsers. */
  readonly types?: TypeParsers | undefined;
  /** The engine's own, and behind the cleaning of the session: its name on the server means what it meant, or nothing. */
  readonly fixed?: boolean;
  /** What is behind it may only run when it has succeeded, also where it ends the transaction. */
  readonly gate?: boolean;
  /** Where the bytes of a COPY ... TO STDOUT go; without one such a statement is refused. */
  readonly copyTo?: CopySink | undefined;
}

/** Takes what a COPY gives, before anything of it is confirmed: it must keep it to itself. */
export interface CopySink {
  /**
   * @param bytes the driver's own, and overwritten after the call: what is kept is copied.
   * @returns nothing when it can take more at once. Otherwise the driver stops reading from the server until the
   *   promise resolves; when it rejects, the driver destroys the connection.
   */
  write(bytes: Uint8Array): Promise<void> | undefined;
}

export type WireValue = string | Uint8Array | null;

export interface StepResult {
  /** The command tag's first word: SELECT, INSERT, COMMIT. */
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: readonly unknown[];
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
}

/** What the server said at ReadyForQuery. */
export type TransactionStatus = 'idle' | 'transaction' | 'failed';

/** Which statements are kept on the server under names, where the driver does so: those that are `fixed`, or all. */
export type Naming = 'none' | 'fixed' | 'all';

export interface RunOptions {
  /** Default: `none`. */
  readonly naming?: Naming;
}

/** A connection that runs steps in order, stopping at the first that fails. */
export interface DriverConnection {
  /** False once the connection is lost or was destroyed; it never comes back. */
  readonly alive: boolean;
  /** The server's process, as it said at the start; a pooler makes one up. Undefined where there is none. */
  readonly processId?: number;
  /** As of the last answer. */
  readonly status: TransactionStatus;
  /** Whether the steps of one run are a transaction also without `begin` and `commit`: they go with one Sync. */
  readonly atomic: boolean;
  /**
   * @returns one result a step.
   * @throws DatabaseError when the server refused a step, ConnectionLostError when it did not answer.
   */
  run(steps: readonly Step[], options?: RunOptions): Promise<readonly StepResult[]>;
  /**
   * Asks the server to stop what it is doing, and destroys the connection: a request that comes late would stop the
   * next statement. Not alive at once, cut once the server has stopped: a pooler drops requests whose client has left.
   */
  cancel(): void;
  /** Ends the session politely. */
  end(): Promise<void>;
  /** Cuts the connection, whatever it is doing. */
  destroy(): void;
}

/** Makes connections. One contract, three implementations. */
export interface Driver {
  readonly name: string;
  /**
   * @throws ConnectionError when the server cannot be reached or refuses the login, within 5 s.
   */
  connect(): Promise<DriverConnection>;
  /** The role that units assume; a convenience for development and tests, not a boundary. */
  readonly assumeRole?: string | undefined;
  /** How many connections the driver can have at once, when it is not up to the pool. */
  readonly maxConnections?: number;
  close(): Promise<void>;
}
