import type { TableConversion } from '../config/config.ts';
import { visible } from '../../report/text.ts';
import { shortName } from '../plan/tables.ts';
import type { Proposal, ProposedConversion } from './propose.ts';

/** A proposal as `tenancy.convert.ts`. */
export function renderProposal(
  { tenantKey, organizations, tables, legacyRoles }: ProposedConversion,
  database: string,
): string {
  return [
    `import { defineConversion } from '@startkit/tenancy/convert';`,
    '',
    `// A first proposal for ${visible(database)}, from its catalogs: read each line. Then \`npx tenancy convert plan\` again.`,
    'export default defineConversion({',
    `  tenantKey: ${text(tenantKey)},`,
    ...(organizations === undefined
      ? [
          '  // A table of organizations is made. The rows that are there belong to this one.',
          `  defaultOrganization: { name: 'Default Organization' },`,
        ]
      : [`  organizations: { table: ${text(shortName(organizations))} },`]),
    `  // 'tenant': the rows that are there belong to the default organization. 'global': every organization reads them. 'private': none does.`,
    '  tables: {',
    ...tables.flatMap(tableLines),
    '  },',
    ...legacy(legacyRoles, organizations !== undefined),
    '});',
    '',
  ].join('\n');
}

function tableLines({ name, how, because }: Proposal): readonly string[] {
  const reason = because === undefined ? [] : [`    // ${visible(because)}`];
  return how === undefined
    ? [...reason, `    // ${visible(field(name))}: '?',`]
    : [...reason, `    ${field(name)}: ${conversion(how)},`];
}

function legacy(roles: readonly string[], hasOrganizations: boolean): readonly string[] {
  const sees = hasOrganizations ? `, sees: 'everything'` : '';
  if (roles.length > 0) {
    return [
      '  // Roles that the application works as today: it goes on as it is.',
      `  legacy: { roles: [${roles.map(text).join(', ')}]${sees} },`,
    ];
  }
  return [
    '  // Roles that the application works as today. A superuser is bound by nothing: give it a login of its own first.',
    `  // legacy: { roles: ['...']${sees} },`,
  ];
}

function conversion(how: TableConversion): string {
  if (typeof how === 'string') return text(how);
  const fields = Object.entries(how).map(([name, value]) => `${name}: ${literal(value)}`);
  return `{ ${fields.join(', ')} }`;
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return typeof value === 'string' ? text(value) : String(value);
}

/** The name of a field, quoted where it must be. */
function field(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : text(name);
}

/** A string in TypeScript, whatever is in it. */
function text(value: string): string {
  return /^[^'\\\n\r\u2028\u2029]*$/.test(value)
    ? `'${value}'`
    : JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
