import { readFileSync } from 'node:fs';
import { defineTenancy, type TenancyConfig } from '../../../../src/check.ts';

/** Everything that makes a table hard to fill, by theme. Each stands on the first. */
const themes = [
  'tenants',
  'texts',
  'numbers',
  'times',
  'json',
  'types',
  'columns',
  'keys',
  'references',
  'partitions',
  'triggers',
  'lookups',
  'impossible',
] as const;

/** The SQL of the torture schema. */
export function tortureSql(more: readonly ('extensions' | 'newest')[] = []): string {
  return [...themes, ...more].map(themeSql).join('\n');
}

function themeSql(theme: string): string {
  return readFileSync(new URL(`./${theme}.sql`, import.meta.url), 'utf8');
}

export const tortureConfig: TenancyConfig = defineTenancy({
  tenantKey: 'tenant',
  roles: { tenant: [] },
  tables: {
    'torture.tenants': { scope: 'organization' },
    'torture.users': { scope: 'user' },
    'torture.plans': 'global',
    'torture.settings': 'global',
    'torture.queues': 'private',
    'torture.jobs': 'private',
    'torture.tasks': { scope: 'tenant', ownedBy: { member: 'assignee' } },
  },
  subjects: [
    {
      name: 'member',
      role: 'nobody',
      enter: (own) => [
        {
          text: `select set_config('torture.tenant', $1, true)`,
          values: [own('torture.tenants', 'tenant')],
        },
      ],
      id: (own) => own('torture.users', 'id'),
    },
  ],
});

/** The tables that cannot be filled, and what is said about them. */
export const impossible: Readonly<Record<string, unknown>> = {
  'torture.after_never': 'after_never_never_id_fkey needs a row of torture.never, and it has none',
  'torture.archive': 'insert into torture.archive: P0001: this archive is closed',
  'torture.contradiction':
    'no values were found for (n) that satisfy: check contradiction_n_check; check contradiction_n_check1',
  'torture.elsewhere':
    'insert into torture.elsewhere: 0A000: cannot perform INSERT RETURNING on relation "elsewhere"',
  'torture.never':
    'insert into torture.never: 23514: new row for relation "never" violates check constraint "never_check"',
  'torture.no_partition': 'it has no partition that takes rows',
  'torture.secret_word':
    'no values were found for (word) that satisfy: check secret_word_word_check',
  'torture.swallowed': 'the server took the row and kept none: a trigger or a rule',
};
