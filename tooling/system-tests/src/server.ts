/** A PostgreSQL server that is thrown away. */
export interface Server {
  readonly port: number;
  /** The superuser's connection string. */
  adminUrl(database?: string): string;
  stop(): Promise<void>;
}
