/** Where a connection string leads, without its password: safe to print. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly login: string;
}

/**
 * Reads a connection string.
 *
 * @returns its parts without the password, or undefined when it is not a postgres URL.
 */
export function parseTarget(url: string): Target | undefined {
  if (!/^postgres(ql)?:\/\//.test(url)) return undefined;
  const parsed = parseUrl(url);
  if (parsed === undefined) return undefined;
  const login = decode(parsed.username);
  const database = decode(parsed.pathname.slice(1));
  return {
    host: parsed.hostname || 'localhost',
    port: Number(parsed.port) || 5432,
    database: database || login,
    login,
  };
}

/** `host:port/database as login`. */
export function describeTarget(target: Target): string {
  return `${target.host}:${target.port}/${target.database} as ${target.login || '(no login)'}`;
}

/** Whether the server is this machine's own. */
export function isLoopback(target: Target): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(target.host);
}

/** The same URL with another login and password. */
export function withLogin(url: string, login: string, password: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?/, (_, scheme: string) => {
    return `${scheme}${encodeURIComponent(login)}:${encodeURIComponent(password)}@`;
  });
}

// An error of `new URL` carries the whole input, password included: it is never passed on.
function parseUrl(url: string): URL | undefined {
  try {
    return new URL(url.replace(/(@[^,/?]+),[^/?]*/, '$1'));
  } catch {
    return undefined;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
