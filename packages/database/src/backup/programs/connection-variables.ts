import { childEnvironment } from '../../env.ts';
import { parseTarget } from '../../environment/target.ts';

/** What a connection string may say beyond host, login and database, and how PostgreSQL's programs are told. */
const parameters: Readonly<Record<string, string>> = {
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  options: 'PGOPTIONS',
};

/** Where a password may come from when the connection string has none. */
const passwords = new Set(['PGPASSWORD', 'PGPASSFILE']);

/**
 * The environment in which a program of PostgreSQL's connects to `url`. Not its parameters: those are shown to everybody
 * on the machine, and a password must not be. What else this process was given in such variables is not handed on.
 */
export function connectionVariables(url: string): Readonly<Record<string, string | undefined>> {
  const own = Object.entries(childEnvironment()).filter(
    ([name]) => !name.startsWith('PG') || passwords.has(name),
  );
  // Its messages are read, so they are English.
  return { ...Object.fromEntries(own), LC_ALL: 'C', ...variablesOf(url) };
}

function variablesOf(url: string): Record<string, string> {
  const target = parseTarget(url);
  if (target === undefined) return {};
  const { username, password, searchParams } = new URL(url);
  const variables: Record<string, string> = {
    PGHOST: target.host.replace(/^\[|\]$/g, ''),
    PGPORT: String(target.port),
    PGDATABASE: target.database,
    PGAPPNAME: 'startkit-backup',
    ...(username !== '' && { PGUSER: target.login }),
    ...(password !== '' && { PGPASSWORD: decodeURIComponent(password) }),
  };
  for (const [name, variable] of Object.entries(parameters)) {
    const value = searchParams.get(name);
    if (value !== null) variables[variable] = value;
  }
  return variables;
}
