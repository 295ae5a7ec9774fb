/** The connection string that commands use when `--url` is not given. */
export function databaseUrl(): string | undefined {
  const url = process.env['TENANCY_DATABASE_URL'];
  return url === '' ? undefined : url;
}
