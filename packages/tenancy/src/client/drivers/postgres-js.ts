import type { Driver, DriverConnection } from '../driver.ts';
import { connectionError, refuseMalformed } from './connection-error.ts';
import { PostgresJsConnection, type PostgresJsSsl } from './postgres-js-connection.ts';
import { refusesStartupSettings, sessionSettings } from './session-settings.ts';

export interface PostgresJsOptions {
  /** The connection string, or a function that finds it out when it is needed. */
  readonly connectionString: string | (() => Promise<string>);
  readonly ssl?: PostgresJsSsl;
}

/**
 * Connections by postgres.js, each an instance of its own with `max: 1`: postgres.js reconnects behind
 * the caller's back, and what then runs runs in a session that has no context. Here a closed connection
 * stays closed: whatever is still sent to it is refused.
 *
 * A unit of one statement takes one round trip, and a batch one for each of its statements; see
 * postgres-js-connection.ts.
 */
export function postgresJs({ connectionString, ssl }: PostgresJsOptions): Driver {
  let settings = sessionSettings;

  async function connect(url: string): Promise<DriverConnection> {
    const connection = new PostgresJsConnection(url, settings, ssl);
    await connection.open();
    return connection;
  }

  return {
    name: 'postgres-js',
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
