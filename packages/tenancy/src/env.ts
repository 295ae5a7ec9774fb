/** Whether this process serves customers: development conveniences are refused. */
export function isProduction(): boolean {
  return process.env.NODE_ENV === 'production';
}
