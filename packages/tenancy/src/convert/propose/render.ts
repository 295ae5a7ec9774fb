import type { TableConversion } from '../config/config.ts';
import { visible } from '../../report/text.ts';
import { shortName } from '../plan/tables.ts';
import type { ProposedConversion } from './propose.ts';

/** A proposal as `tenancy.convert.ts`. */
export function renderProposal(
  { tenantKey, organizations, tables, legacyRoles }: ProposedConversion,
  database: string,
): string {
  return [
    `import { defineConversion } from '@startkit/tenancy/convert';`,
    '',
    `// A first proposal for ${visible(database)}, from its catalogs: look at each line. Then \`npx tenancy convert plan\` again.`,
    'export default defineConversion({',
    `  tenantKey: ${text(tenantKey)},`,
    ...(organizations === undefined
      ? [
          '  // A table of organizations is made, and the rows that are there belong to this one.',
          `  defaultOrganization: { name: 'Default Organization' },`,
        ]
      : [`  organizations: { table: ${text(shortName(organizations))} },`]),
    '  tables: {',
    ...tables.flatMap(({ name, how, because }) => [
      `    // ${visible(because)}`,
      `    ${text(name)}: ${conversion(how)},`,
    ]),
    '  },',
    ...legacy(legacyRoles, organizations !== undefined),
    '});',
    '',
  ].join('\n');
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
  const [name, value] = Object.entries(how)[0] ?? ['', ''];
  return `{ ${name}: ${typeof value === 'string' ? text(value) : `[${(value as string[]).map(text).join(', ')}]`} }`;
}

/** A string in TypeScript, whatever is in it. */
function text(value: string): string {
  return /^[^'\\\n\r\u2028\u2029]*$/.test(value)
    ? `'${value}'`
    : JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
