import pg from 'pg';
import { expect, test } from 'vitest';
import { check, type TenancyConfig } from '../../src/check.ts';
import { prove } from '../../src/prove.ts';
import { safeDatabase, type SafeDatabase } from '../proof/safe-database.ts';
import { mutants } from './mutants.ts';

/*
 * Whether the checker and the prover can find anything: a database that is safe is broken in one place, and one of
 * them must notice, or both. Which is written down in docs/isolation-mutants.md, which this test keeps true.
 */

interface Verdict {
  readonly name: string;
  /** Numbers of the rules that found it. */
  readonly rules: readonly string[];
  /** Names of the attacks that got through. */
  readonly attacks: readonly string[];
}

const verdicts = new Map<string, Verdict>();

test('nothing is found before', async () => {
  const { rules, attacks } = await judge('safe', () => '');
  expect({ rules, attacks }).toEqual({ rules: [], attacks: [] });
});

test.concurrent.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
  '%s is caught',
  async (name, { sql }) => {
    const verdict = await judge(name, sql);
    verdicts.set(name, verdict);
    expect([...verdict.rules, ...verdict.attacks]).not.toEqual([]);
  },
);

test('who catches what is as documented', async () => {
  const rows = mutants.map(({ name }) => row(verdicts.get(name)));
  await expect(document(rows)).toMatchFileSnapshot('../../../../docs/isolation-mutants.md');
});

async function judge(
  name: string,
  sql: (roles: SafeDatabase['roles']) => string,
): Promise<Verdict> {
  const safe = await safeDatabase();
  try {
    await safe.run(sql(safe.roles));
    const config = withLogin(safe);
    const { findings } = await check(safe.admin, config);
    const { attempts } = await prove({ admin: safe.admin, config, connect });
    return {
      name,
      rules: unique(findings.map(({ rule }) => rule)),
      attacks: unique(
        attempts.filter(({ outcome }) => outcome === 'leak').map(({ attack }) => attack),
      ),
    };
  } finally {
    await safe.close();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

function withLogin({ config, appUrl }: SafeDatabase): TenancyConfig {
  return {
    ...config,
    subjects: (config.subjects ?? []).map((subject) => ({ ...subject, login: appUrl })),
  };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted();
}

function row(verdict: Verdict | undefined): string {
  const { name = '', rules = [], attacks = [] } = verdict ?? {};
  return `| ${name} | ${rules.join(', ') || '–'} | ${attacks.join(', ') || '–'} |`;
}

function document(rows: readonly string[]): string {
  return `# Broken databases, and who notices

A safe database is broken in ${rows.length} ways, one at a time. \`check\` reads the catalogs, \`prove\` attacks; each way
must be noticed by one of them. This table is written by the test that does it
(\`packages/tenancy/test/mutants/mutants.test.ts\`), and fails when it is no longer true.

| what was broken | rules of \`check\` | attacks of \`prove\` that got through |
| --- | --- | --- |
${rows.join('\n')}
`;
}
