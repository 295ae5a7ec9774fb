import type { Queryable } from '../catalog/queryable.ts';

/** A connection of one's own, to give back. */
export interface HeldConnection {
  readonly connection: Queryable;
  release(): Promise<void>;
}

interface Pool {
  connect(): Promise<Queryable & { release(): void }>;
  readonly totalCount: number;
}

interface PostgresJs {
  reserve(): Promise<{
    unsafe(text: string, values?: unknown[]): PromiseLike<Iterable<unknown> & { count: number }>;
    release(): void;
  }>;
}

/** What a connection is taken from: a Drizzle database, a pool of node-postgres or postgres.js, or a connection itself. */
export type ConnectionSource = Queryable | { readonly $client: unknown } | object;

/**
 * Takes one connection from whatever a project has at hand.
 *
 * @throws TypeError when it is none of {@link ConnectionSource}.
 */
export async function connectionOf(source: ConnectionSource): Promise<HeldConnection> {
  if ('$client' in source) return connectionOf(source.$client as object);
  if (isPool(source)) {
    const client = await source.connect();
    return { connection: client, release: async () => client.release() };
  }
  if (isPostgresJs(source)) return reserved(source);
  if ('query' in source) return { connection: source, release: async () => {} };
  throw new TypeError(
    'Give a Drizzle database, a pool or client of node-postgres, a postgres.js instance, or a PGlite.',
  );
}

function isPool(source: object): source is Pool {
  return 'totalCount' in source && 'connect' in source;
}

function isPostgresJs(source: object): source is PostgresJs {
  return 'reserve' in source && 'unsafe' in source;
}

async function reserved(source: PostgresJs): Promise<HeldConnection> {
  const sql = await source.reserve();
  return {
    connection: {
      async query(text, values) {
        const result = await sql.unsafe(text, values);
        return { rows: [...result], rowCount: result.count };
      },
    },
    release: async () => sql.release(),
  };
}
