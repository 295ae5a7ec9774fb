import type { InferredScope } from './infer-scopes.ts';

/** `scopes.ts`: the classification of every table, and a comment for each that a person has to classify. */
export function scopesText(scopes: readonly InferredScope[], tenantKey: string): string {
  const known = scopes.filter(({ scope }) => scope !== undefined);
  const unknown = scopes.filter(({ scope }) => scope === undefined);
  const constants = known.map(({ table }) => table.constant).toSorted();
  return [
    ...(constants.length === 0
      ? []
      : [
          `import { tenantScope } from '@startkit/tenancy/drizzle';`,
          `import { ${constants.join(', ')} } from './schema.ts';`,
          '',
        ]),
    `// How each table is isolated, as far as the column ${tenantKey} tells. Read every line: compileRls refuses a table that`,
    '// is not classified, and believes what is.',
    ...known.flatMap(classified),
    ...(unknown.length === 0
      ? []
      : [
          '',
          '// To be classified: global (all read it, nobody of a tenant writes it), private (no tenant reaches it), user (rows of',
          `// a person, whatever the organization), or tenant, once the table has ${tenantKey}.`,
          ...unknown.flatMap(({ table, notes }) => [
            ...notes.map((note) => `// ${table.name}: ${note}.`),
            `// tenantScope(${table.constant}, { scope: 'global' });`,
          ]),
        ]),
    '',
  ].join('\n');
}

function classified({ table, scope, notes }: InferredScope): readonly string[] {
  return [
    ...notes.map((note) => `// ${table.name}: ${note}.`),
    `tenantScope(${table.constant}, { scope: '${scope}' });`,
  ];
}
