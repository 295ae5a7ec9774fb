import type { Table } from '../../catalog/catalog.ts';
import type { SqlFragment } from '../../sql/fragment.ts';
import { name, raw, sql } from '../sql.ts';
import type { Answer, Outcome } from '../types.ts';

/** Something that one tenant's SQL can leave in a session. */
export interface Plant {
  /** "a prepared statement". */
  readonly name: string;
  /** Run outside a context and outside a transaction. */
  readonly plant: readonly SqlFragment[];
  /** Run in the next tenant's context. */
  readonly probe: SqlFragment;
  /** Whether the probe's answer says that it is still there. */
  readonly survives: (answer: Answer) => boolean;
  /** What it means that it is. `session`: a tenant's own SQL is what it takes, as it takes to forge a context. */
  readonly means: 'leak' | 'session' | 'nothing';
}

const settings: readonly (readonly [string, string])[] = [
  ['search_path', 'pg_temp, public'],
  ['row_security', 'off'],
  ['standard_conforming_strings', 'off'],
  ['TimeZone', 'Pacific/Kiritimati'],
  ['DateStyle', 'SQL, DMY'],
];

const answers = (answer: Answer) => answer.ok;
const isTrue = (answer: Answer) => answer.ok && answer.rows[0]?.['found'] === true;

export function plants(tables: readonly Table[]): readonly Plant[] {
  return [
    ...tables.map(temporaryTable),
    ...settings.map(([setting, value]): Plant => ({
      name: `the setting ${setting}`,
      plant: [sql`select pg_catalog.set_config(${setting}, ${value}, false)`],
      probe: sql`select pg_catalog.current_setting(${setting}) = ${value} as found`,
      survives: isTrue,
      means: 'session',
    })),
    {
      name: 'a prepared statement',
      plant: [raw('prepare prove_statement as select 1')],
      probe: raw('execute prove_statement'),
      survives: answers,
      means: 'session',
    },
    {
      name: 'a held cursor',
      plant: [
        raw('begin'),
        raw('declare prove_cursor cursor with hold for select 1'),
        raw('commit'),
      ],
      probe: raw('fetch all from prove_cursor'),
      survives: answers,
      means: 'session',
    },
    {
      name: 'LISTEN',
      plant: [raw('listen prove_channel')],
      probe: sql`select exists (select from pg_catalog.pg_listening_channels()) as found`,
      survives: isTrue,
      means: 'nothing',
    },
    {
      name: 'an advisory lock',
      plant: [raw('select pg_catalog.pg_advisory_lock(7063100)')],
      probe: sql`select exists (select from pg_catalog.pg_locks
        where locktype = 'advisory' and pid = pg_catalog.pg_backend_pid()) as found`,
      survives: isTrue,
      means: 'nothing',
    },
  ];
}

/** It hides the table where statements do not name the schema, and look there first. */
function temporaryTable(table: Table): Plant {
  return {
    name: `a temporary table ${table.name}`,
    plant: [sql`create temporary table ${name(table.name)} (prove_column int)`],
    probe: sql`select prove_column from ${name(table.name)}`,
    survives: answers,
    means: 'leak',
  };
}

/** What it comes to that a plant is still there. */
export function outcomeOf({ means }: Plant, signedContext: boolean | undefined): Outcome {
  if (means === 'leak') return 'leak';
  if (means === 'nothing') return 'accepted';
  return signedContext === false ? 'accepted' : 'leak';
}
