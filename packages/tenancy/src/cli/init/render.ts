import { visible } from '../../report/text.ts';
import type { Guess, KeyGuess, TableGuess } from './guess.ts';

/** A first tenancy.config.ts, to be read and corrected. */
export function renderConfig(guess: Guess, database: string): string {
  const { key, tenantRoles, trustedRoles, tables, settings } = guess;
  return [
    `import { defineTenancy } from '@startkit/tenancy/check';`,
    '',
    '/*',
    ` * Guessed by \`tenancy init\` from the catalogs of ${comment(database)}. Read each line: what stands here, \`tenancy check\` believes.`,
    ' */',
    'export default defineTenancy({',
    ...keyLines(key),
    ...roleLines(tenantRoles, trustedRoles),
    '  // Tables without the tenant key. One that is not listed is reported as not classified.',
    '  tables: {',
    ...tables.flatMap(tableLines),
    '  },',
    ...subjectLines(key, tenantRoles, settings),
    '});',
    '',
  ].join('\n');
}

function keyLines(key: KeyGuess | undefined): readonly string[] {
  if (key === undefined) {
    return [
      '  // No column was found that several tables share and that refers to one table.',
      `  tenantKey: 'organization_id',`,
    ];
  }
  const refers =
    key.owner === undefined
      ? 'no foreign key says to what'
      : `refers to ${comment(key.owner.table)}`;
  return [
    `  // ${key.tables} of ${key.of} tables have it; ${refers}.`,
    `  tenantKey: ${literal(key.column)},`,
  ];
}

function roleLines(tenant: readonly string[], trusted: readonly string[]): readonly string[] {
  const found =
    tenant.length === 0
      ? [
          '    // No role but superusers and owners has a right to a tenant’s table: name the one that tenants’ statements run as.',
        ]
      : ['    // Roles that tenants’ statements run as.'];
  return [
    '  roles: {',
    ...found,
    `    tenant: ${list(tenant)},`,
    ...(trusted.length === 0
      ? []
      : [
          '    // They see every row, by a policy or by BYPASSRLS. If tenants’ statements run as one of them, it belongs above.',
          `    trusted: ${list(trusted)},`,
        ]),
    '  },',
  ];
}

function tableLines({ name, scope, because }: TableGuess): readonly string[] {
  const key = /^[A-Za-z_]\w*$/.test(name) ? name : literal(name);
  const entry = `${key}: ${literal(scope ?? '?')},`;
  return scope === undefined
    ? [`    // ${comment(because)}`, `    // ${entry}`]
    : [`    // ${comment(because)}`, `    ${entry}`];
}

/** Whom `prove` attacks as: sketched, where policies say by what setting a tenant is entered. */
function subjectLines(
  key: KeyGuess | undefined,
  roles: readonly string[],
  settings: readonly string[],
): readonly string[] {
  const [setting] = settings;
  const [role] = roles;
  const lead = ['  // Whom `tenancy prove` attacks as; `enter` is what your client sends first.'];
  if (
    setting === undefined ||
    settings.length > 1 ||
    key?.owner === undefined ||
    role === undefined
  ) {
    const seen =
      settings.length === 0
        ? []
        : [`  // Policies and functions read ${settings.map(comment).join(', ')}.`];
    return [
      ...lead,
      ...seen,
      "  // subjects: [{ name: 'member', role: '...', enter: (own) => [{ text: '...', values: [] }] }],",
    ];
  }
  const { table, column } = key.owner;
  return [
    '  // Any SQL may change a setting; nothing is signed.',
    '  signedContext: false,',
    ...lead,
    '  subjects: [',
    '    {',
    `      name: 'member',`,
    `      role: ${literal(role)},`,
    '      enter: (own) => [',
    '        {',
    `          text: ${literal(`select pg_catalog.set_config('${setting}', $1, true)`)},`,
    `          values: [own(${literal(table)}, ${literal(column)})],`,
    '        },',
    '      ],',
    '    },',
    '  ],',
  ];
}

function list(names: readonly string[]): string {
  return `[${names.map(literal).join(', ')}]`;
}

/** A string in TypeScript, whatever is in it. */
function literal(text: string): string {
  const json = JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return text.includes("'") || json.includes('\\') ? json : `'${text}'`;
}

/** Inside a comment, which a name must not end. */
function comment(text: string): string {
  return visible(text).replaceAll('*/', '*\\u002f');
}
