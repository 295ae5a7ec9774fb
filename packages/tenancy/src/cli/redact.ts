/**
 * `text` without the passwords of connection strings, in whatever way an error came to quote them.
 *
 * @param urls connection strings that were in use.
 */
export function redact(text: string, urls: readonly string[] = []): string {
  const known = urls.flatMap(secretsOf).toSorted((a, b) => b.length - a.length);
  const without = known.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
  return without
    .replaceAll(/(\w+:\/\/[^\s:@/]*):[^\s@]*@/g, '$1:***@')
    .replaceAll(/\b(password\s*=\s*)('[^']*'|[^\s&;,]+)/gi, '$1***');
}

/** A password as it stands in a connection string, and as it is. One that is also a name there says nothing by itself. */
function secretsOf(url: string): readonly string[] {
  if (!URL.canParse(url)) return [url];
  const { password, username, hostname, pathname } = new URL(url);
  const names = new Set(
    [username, hostname, pathname.slice(1)].flatMap((name) => [name, decoded(name)]),
  );
  return [password, decoded(password)].filter((text) => text !== '' && !names.has(text));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
