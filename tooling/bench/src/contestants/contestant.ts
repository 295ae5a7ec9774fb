/** One way to ask. */
export interface Contestant {
  /**
   * The page that everybody is measured on: an organization's next twenty tasks.
   *
   * @returns the rows; the first column is the organization they belong to.
   */
  page(organizationId: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

export interface Row {
  readonly organizationId: string;
}

export interface ContestantOptions {
  /** Through the proxy. */
  readonly url: string;
  readonly connections: number;
}

/** What kind of thing it is; the bars compare kinds. */
export type Kind = 'floor' | 'none' | 'pattern' | 'ours';

/** A contestant, before it is started in a process of its own. */
export interface Entry {
  readonly name: string;
  readonly kind: Kind;
  readonly login: 'plain' | 'pattern' | 'tenant';
  /** Whether its database asks for signed contexts. Left out: it does, and does not matter. */
  readonly signed?: boolean;
  start(options: ContestantOptions): Promise<Contestant>;
}
