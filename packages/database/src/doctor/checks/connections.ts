import pg from 'pg';
import { connectionError } from '../../environment/connection-error.ts';
import { connections } from '../../environment/connections.ts';
import { errorText } from '../../environment/errors.ts';
import { describeTarget, isLoopback, parseTarget, type Target } from '../../environment/target.ts';
import {
  failed,
  ok,
  warning,
  type Check,
  type Diagnosis,
  type PatientConnection,
} from '../diagnosis.ts';

const seconds = 5;
const names: readonly PatientConnection[] = ['app', 'portal', 'superadmin', 'migration'];

/** Each connection string: whether it connects, to what, through what, and whether anybody can listen. */
export const checkConnections: Check = async ({ urlOf }) => {
  const found: Diagnosis[] = [];
  for (const name of names) {
    const { variable } = connections[name];
    try {
      found.push(...(await checkConnection(name, await urlOf(name))));
    } catch (error) {
      found.push(
        failed(
          variable,
          errorText(error),
          'Mend what it says; .env.example explains each variable.',
        ),
      );
    }
  }
  return found;
};

async function checkConnection(
  name: PatientConnection,
  url: string,
): Promise<readonly Diagnosis[]> {
  const { variable } = connections[name];
  const target = parseTarget(url);
  if (target === undefined) {
    return [
      failed(
        variable,
        'it is no connection string',
        'postgres://login:password@host:port/database',
      ),
    ];
  }
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: seconds * 1000 });
  // A connection that breaks rejects what is running; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    const facts = await read(client);
    return [
      ok(variable, `${describeTarget(target)}: ${facts.version}, ${facts.trip} ms a round trip`),
      ...pooling(name, client, facts),
      ...encryption(variable, target, facts),
    ];
  } catch (error) {
    const { message } = connectionError(error, target, seconds);
    return [failed(variable, message, 'See docs/troubleshooting.md, "Cannot connect".')];
  } finally {
    await client.end().catch(() => {});
  }
}

interface Facts {
  readonly version: string;
  readonly backend: number;
  readonly encrypted: boolean;
  /** Milliseconds, the best of three. */
  readonly trip: string;
}

async function read(client: pg.Client): Promise<Facts> {
  const { rows } = await client.query<Omit<Facts, 'trip'>>(
    `select pg_catalog.split_part(pg_catalog.version(), ' on ', 1) as version,
            pg_catalog.pg_backend_pid() as backend,
            coalesce((select ssl from pg_catalog.pg_stat_ssl where pid = pg_catalog.pg_backend_pid()), false) as encrypted`,
  );
  const trips: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    const started = performance.now();
    await client.query('select 1');
    trips.push(performance.now() - started);
  }
  return { ...rows[0]!, trip: Math.min(...trips).toFixed(1) };
}

/** Behind a pooler, the process that the protocol names is the pooler's own. */
function pooling(
  name: PatientConnection,
  client: pg.Client,
  { backend }: Facts,
): readonly Diagnosis[] {
  const { processID } = client as unknown as { readonly processID: number };
  const { variable } = connections[name];
  if (processID === backend) return [];
  if (name === 'migration') {
    return [
      failed(
        variable,
        'it leads through a pooler',
        'Migrations hold a lock of their session: give the direct address (Supabase: port 5432, not 6543).',
      ),
    ];
  }
  return [
    ok(
      variable,
      'through a pooler: statements have no names there, unless createDatabase is told namedStatements',
    ),
  ];
}

function encryption(variable: string, target: Target, { encrypted }: Facts): readonly Diagnosis[] {
  if (encrypted || isLoopback(target)) return [];
  return [
    warning(
      variable,
      'the connection is not encrypted as the server sees it',
      'Add ?sslmode=verify-full, unless a pooler on the same private network ends TLS.',
    ),
  ];
}
