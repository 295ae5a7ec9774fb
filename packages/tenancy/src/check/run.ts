import { rowsOf, type Queryable } from '../catalog/queryable.ts';
import type { TenancyConfig } from '../config/config.ts';
import { severities, type Finding, type Severity } from './finding.ts';
import { ruleParameters } from './parameters.ts';
import { printedPolicies } from './printed-policies.ts';
import { allRules, statementOf, type Rule } from './rules.ts';

interface RuleRow {
  readonly rule: string;
  readonly object: string;
  readonly detail: string;
  readonly fix: string | null;
  readonly severity: Severity | null;
}

/** What `check` found, and what it looked at. */
export interface CheckReport {
  /** Errors first, then by rule and object. */
  readonly findings: readonly Finding[];
  /** Numbers of the rules that were run. */
  readonly rules: readonly string[];
  readonly tables: number;
  /** "PostgreSQL 18.4". */
  readonly server: string;
  readonly milliseconds: number;
}

export interface CheckOptions {
  /** Numbers of the rules to run. Default: all. */
  readonly rules?: readonly string[];
}

/**
 * Reads the catalogs of a database and says what tenants' isolation lacks. It changes nothing, and reads no table of the
 * database: one read-only transaction, in which a lock is waited for at most a second. Where policies are expected, one
 * before it makes them on temporary tables, and is rolled back.
 *
 * @param db one connection, outside a transaction, as a role that may read the catalogs.
 * @throws Error of the server, when it ends the connection or a lock is not to be had.
 */
export async function check(
  db: Queryable,
  config: TenancyConfig,
  options: CheckOptions = {},
): Promise<CheckReport> {
  const started = performance.now();
  const rules = allRules().filter(({ number }) => options.rules?.includes(number) ?? true);
  const printed = config.expected && (await printedPolicies(db, config.expected));
  await db.query('begin transaction isolation level repeatable read, read only');
  try {
    await db.query(`set local lock_timeout = '1s'`);
    // Compiling a rule takes longer than running it.
    await db.query(`set local jit = off`);
    // Nobody analyzes what rules stand on: taken for a row or two, it was joined with itself row by row.
    await db.query(`set local enable_nestloop = off`);
    // Not public: whoever creates there makes an operator that fits better than the system's, and that we would run.
    await db.query(`set local search_path = pg_catalog, pg_temp`);
    await db.query(`set local standard_conforming_strings = on`);
    await db.query(`set local quote_all_identifiers = off`);
    return {
      findings: (await findingsOf(db, rules, ruleParameters(config, printed))).toSorted(byWeight),
      rules: rules.map(({ number }) => number),
      ...(await facts(db, config)),
      milliseconds: Math.round(performance.now() - started),
    };
  } finally {
    await db.query('rollback');
  }
}

async function findingsOf(
  db: Queryable,
  rules: readonly Rule[],
  parameters: string,
): Promise<Finding[]> {
  if (rules.length === 0) return [];
  const byNumber = new Map(rules.map((rule) => [rule.number, rule]));
  const rows = await rowsOf<RuleRow>(db, statementOf(rules), [parameters]);
  return rows.flatMap(({ rule: number, object, detail, fix, severity }) => {
    const rule = byNumber.get(number);
    if (rule === undefined) return [];
    const { name, why } = rule;
    return {
      rule: number,
      name,
      severity: severity ?? rule.severity,
      object,
      detail,
      why,
      fix: fix ?? undefined,
    };
  });
}

async function facts(db: Queryable, config: TenancyConfig) {
  const [found] = await rowsOf<{ server: string; tables: number }>(
    db,
    `select pg_catalog.split_part(pg_catalog.version(), ' on ', 1) as server,
       (select count(*)::int from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p') and not c.relispartition
           and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
           and ($1::text[] is null or n.nspname = any ($1::text[]))) as tables`,
    [config.schemas ?? null],
  );
  return found ?? { server: '', tables: 0 };
}

function byWeight(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compare(a.rule, b.rule) ||
    compare(a.object, b.object) ||
    compare(a.detail, b.detail)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
