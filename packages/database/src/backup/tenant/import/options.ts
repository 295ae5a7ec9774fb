export interface ImportOptions {
  /** Connection string of the migration login. */
  readonly url: string;
  readonly file: string;
  /** The slug it gets. Default: the one it had. */
  readonly slug?: string | undefined;
  /** Gives every row a new id: a copy, beside the tenant it was made of. Default false. */
  readonly newIds?: boolean;
  /** Makes people whose e-mail address nobody here has. Default false: they are conflicts. */
  readonly createPeople?: boolean;
  /** Keeps triggers of the tables from firing; others cannot write to the tables meanwhile. Default false. */
  readonly disableTriggers?: boolean;
  /** Does everything and takes it back. */
  readonly dryRun?: boolean;
  readonly log?: (line: string) => void;
}

export interface ImportReport {
  readonly tenant: { readonly id: string; readonly slug: string };
  readonly rows: Readonly<Record<string, number>>;
  /** Tables whose rows a copy does not get. */
  readonly leftOut: readonly string[];
  readonly people: { readonly matched: number; readonly created: number };
  /** Columns whose JSON may name ids that are new now: it is left as it was. */
  readonly untouched: readonly string[];
  /** Whether the file was made by a database with other migrations. */
  readonly otherMigrations: boolean;
}
