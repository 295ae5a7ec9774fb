/** A table as the pulled schema has it. */
export interface PulledTable {
  /** The name of its constant in `schema.ts`. */
  readonly constant: string;
  /** "billing.invoices"; of schema public the name alone. */
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly notNull: boolean }[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly {
    readonly columns: readonly string[];
    /** The table's constant. */
    readonly references: string;
  }[];
}

/** What can be said of how a table is isolated. */
export interface InferredScope {
  readonly table: PulledTable;
  /** Undefined: a person has to say. */
  readonly scope: 'tenant' | 'organization' | undefined;
  /** Why, and what is to be looked at. */
  readonly notes: readonly string[];
}

/**
 * Infers scopes from the tenant key: a table that has the column is a tenant's, the table that it refers to holds the
 * organizations, and of any other nobody can tell.
 */
export function inferScopes(
  tables: readonly PulledTable[],
  tenantKey: string,
): readonly InferredScope[] {
  const organizations = new Set(
    tables.flatMap(({ foreignKeys }) =>
      foreignKeys
        .filter(({ columns }) => columns.length === 1 && columns[0] === tenantKey)
        .map(({ references }) => references),
    ),
  );
  const tenants = new Set(
    tables
      .filter(({ columns }) => columns.some(({ name }) => name === tenantKey))
      .map(({ constant }) => constant),
  );
  return tables.map((table) => {
    if (organizations.has(table.constant)) {
      return { table, scope: 'organization', notes: [`${tenantKey} refers to it`] };
    }
    const key = table.columns.find(({ name }) => name === tenantKey);
    if (key === undefined) return { table, scope: undefined, notes: [`it has no ${tenantKey}`] };
    return {
      table,
      scope: 'tenant',
      notes: notesOf(table, key.notNull, tenantKey, organizations, tenants),
    };
  });
}

function notesOf(
  { foreignKeys, primaryKey, columns }: PulledTable,
  notNull: boolean,
  tenantKey: string,
  organizations: ReadonlySet<string>,
  tenants: ReadonlySet<string>,
): readonly string[] {
  const single = foreignKeys.filter(
    ({ columns: its, references }) => !its.includes(tenantKey) && tenants.has(references),
  );
  const refersToOrganization = foreignKeys.some(({ references }) => organizations.has(references));
  return [
    ...(notNull ? [] : [`${tenantKey} may be null: such a row is nobody's`]),
    ...(refersToOrganization ? [] : [`${tenantKey} refers to nothing`]),
    ...(primaryKey[0] === tenantKey ? [] : [`its primary key does not begin with ${tenantKey}`]),
    ...single.map(
      ({ columns: its, references }) =>
        `the foreign key (${its.join(', ')}) to ${references} does not hold ${tenantKey}: it may refer to another tenant's row`,
    ),
    ...(columns.some(({ name }) => name === 'deleted_at')
      ? ['it has deleted_at: add softDelete: true if deleted rows are to be hidden']
      : []),
  ];
}
