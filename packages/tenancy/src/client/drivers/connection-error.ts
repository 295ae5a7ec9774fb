import { ConnectionError } from '../../errors/client.ts';

const advice: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: is the server running, and is the port right?',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name could not be looked up',
  ETIMEDOUT: 'no answer: check the host, the firewall, and whether the project is paused',
  CONNECT_TIMEOUT: 'no answer: check the host, the firewall, and whether the project is paused',
  '28P01': 'the password is wrong',
  '28000': 'the login is refused',
  '3D000': 'there is no database of that name',
  '53300': 'the server has no connection left',
};

/** What went wrong while connecting, to whom, and what to do; never the password. */
export function connectionError(error: unknown, url: string): ConnectionError {
  if (error instanceof ConnectionError) return error;
  const { code, message } = error as { code?: string; message?: string };
  const timedOut = /timeout/i.test(message ?? '') ? advice['ETIMEDOUT'] : undefined;
  const reason = advice[code ?? ''] ?? timedOut ?? message ?? 'unknown';
  const where = address(url);
  return new ConnectionError(
    `Cannot connect to ${where}: ${asSentence(reason)} Nothing was sent.`,
    {
      cause: error,
    },
  );
}

/** Some of the advice is a question, and what others say may end in a full stop. */
function asSentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/**
 * Refuses what is no connection string before a driver sees it: their own errors carry it, password
 * included.
 *
 * @throws ConnectionError
 */
export function refuseMalformed(url: string): void {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url) && isDecodable(url)) return;
  throw new ConnectionError(
    'The connection string is malformed: it looks like postgres://login:password@host:5432/database, ' +
      'with characters such as # / ? @ % in the password percent-encoded. Nothing was sent.',
  );
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

function address(url: string): string {
  const { username, host, pathname } = new URL(url);
  return `${host}${pathname} as "${decodeURIComponent(username)}"`;
}
