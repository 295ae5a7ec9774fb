/** The connection string that commands use when `--url` is not given. */
export function databaseUrl(): string | undefined {
  const url = process.env['TENANCY_DATABASE_URL'];
  return url === '' ? undefined : url;
}

/** What contexts are signed with. */
export function contextSecretText(): string | undefined {
  const secret = process.env['TENANT_CONTEXT_SECRET'];
  return secret === '' ? undefined : secret;
}
