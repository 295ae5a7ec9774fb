import { errorText } from '../../environment/errors.ts';
import { readMarker } from '../../environment/marker.ts';
import { type Session, withSession } from '../../environment/session.ts';
import { failed, ok, warning, type Check, type Diagnosis } from '../diagnosis.ts';

/** Seconds that clocks may differ: a signature is good for 300 from the client's on, and made anew after 150. */
const tolerated = 5;
const fatal = 140;

/** The server's clock, its settings, what tenants may make, what the database says it is. */
export const checkServer: Check = async ({ urlOf }) => {
  try {
    return await withSession(
      await urlOf('migration'),
      async (session) => [
        ...(await clock(session)),
        ...(await settings(session)),
        ...(await temporaryTables(session)),
        ...(await marker(session)),
        ...(await extensions(session)),
      ],
      { name: 'startkit-doctor' },
    );
  } catch (error) {
    return [failed('server', errorText(error), 'Mend MIGRATION_DATABASE_URL first.')];
  }
};

async function clock(session: Session): Promise<readonly Diagnosis[]> {
  const before = Date.now();
  const [row] = await session.rows<{ now: string }>(
    'select (extract(epoch from pg_catalog.clock_timestamp()) * 1000)::text as now',
  );
  const between = (before + Date.now()) / 2;
  const difference = Math.abs(Number(row?.now) - between) / 1000;
  const found = `differs from this machine’s by ${difference.toFixed(1)} s`;
  if (difference < tolerated) return [ok('clock', found)];
  const todo =
    'Synchronize both clocks (NTP): a signed context is good for minutes, by the server’s clock.';
  return [difference < fatal ? warning('clock', found, todo) : failed('clock', found, todo)];
}

async function settings(session: Session): Promise<readonly Diagnosis[]> {
  const [row] = await session.rows<{ prepared: number; logged: number }>(
    `select current_setting('max_prepared_transactions')::int as prepared,
            (select setting::int from pg_catalog.pg_settings where name = 'log_min_duration_statement') as logged`,
  );
  const found: Diagnosis[] = [];
  if ((row?.prepared ?? 0) > 0) {
    found.push(
      failed(
        'max_prepared_transactions',
        `is ${row?.prepared}: injected SQL can leave a transaction behind that holds locks`,
        'Set it to 0 and restart the server; the tenant client refuses to work otherwise.',
      ),
    );
  }
  if (row?.logged === 0) {
    found.push(
      warning(
        'log_min_duration_statement',
        'is 0: each statement’s values are logged, signed contexts among them',
        'Raise it, or set log_parameter_max_length = 0.',
      ),
    );
  }
  return found.length > 0 ? found : [ok('settings', 'as they should be')];
}

async function temporaryTables(session: Session): Promise<readonly Diagnosis[]> {
  const rows = await session.rows<{ role: string }>(
    `select rolname as role from pg_catalog.pg_roles
      where rolname in ('startkit_app', 'startkit_portal')
        and pg_catalog.has_database_privilege(rolname, pg_catalog.current_database(), 'TEMP')`,
  );
  if (rows.length === 0) return [ok('temporary tables', 'tenants may make none')];
  return [
    failed(
      'temporary tables',
      `${rows.map(({ role }) => role).join(', ')} may make them, and so shadow a table for the next unit`,
      `db:provision revokes it, or: revoke temporary on database ${session.target.database} from public;`,
    ),
  ];
}

async function marker(session: Session): Promise<readonly Diagnosis[]> {
  const environment = await readMarker(session);
  if (environment !== undefined)
    return [ok('environment', `the database says it is ${environment}`)];
  return [
    warning(
      'environment',
      'the database does not say which one it is',
      'db:environment --set production (or staging, test, development): destructive commands ask it.',
    ),
  ];
}

async function extensions(session: Session): Promise<readonly Diagnosis[]> {
  const rows = await session.rows<{ name: string }>(
    `select extname || ' ' || extversion as name from pg_catalog.pg_extension order by extname`,
  );
  return [ok('extensions', rows.map(({ name }) => name).join(', '))];
}
