import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { check, type Finding, type TenancyConfig } from '../../src/check.ts';
import { safeDatabase, type SafeDatabase } from '../proof/safe-database.ts';

/*
 * The rules' stories: break the safe database, expect this one finding of all rules, mend it, expect none. What a mend
 * leaves for other rules is found by the next story. In SQL and in what is expected, {app}, {staff}, {owner} and {login} stand for the names of its roles; {db}, in what is expected, for its own.
 */

export interface Expected {
  /** Default: the rule that the story is about. Others that find the same are listed with their number. */
  readonly rule?: string;
  /** `sales.orders`. */
  readonly object: string;
  readonly detail?: string;
  readonly severity?: Finding['severity'];
}

export interface Story {
  /** SQL of the superuser. */
  readonly break: string;
  /** All that is found then; several of one rule and object in the order of the report. */
  readonly expect: readonly Expected[];
  /** SQL that mends it. Default: the fix of every finding of this rule, run by the tables' owner. */
  readonly fix?: string;
  /** Default: the superuser and the tables' owner, who must find the same. */
  readonly checkedBy?: 'superuser';
  /** Who runs the fix. Default: the tables' owner. */
  readonly by?: 'owner' | 'superuser';
  /** SQL of the superuser that takes away what neither the fix nor the rule minds. */
  readonly undo?: string;
  /** Changes the configuration for this story. */
  readonly config?: (config: TenancyConfig, roles: SafeDatabase['roles']) => TenancyConfig;
}

export interface SafeStories {
  /** Undefined before the tests run. */
  readonly safe: SafeDatabase;
  /** Breaks, expects the findings (of the superuser and of the owner), mends, expects none. */
  breaks(rule: string, story: Story): Promise<void>;
  /** What only looks like a break: expects no finding of any rule. */
  accepts(story: Pick<Story, 'break' | 'undo' | 'config'>): Promise<void>;
}

/** A safe database for the tests of this file. */
export function onSafeDatabase(): SafeStories {
  let safe: SafeDatabase;
  // A story that fails leaves what it broke.
  let isBroken = false;
  beforeAll(async () => {
    safe = await safeDatabase();
  });
  beforeEach(async () => {
    if (!isBroken) return;
    await safe.close();
    safe = await safeDatabase();
    isBroken = false;
  });
  afterAll(() => safe.close());

  const named = (sql: string) =>
    sql.replaceAll(
      /\{(app|staff|owner|login)\}/g,
      (_, role: keyof SafeDatabase['roles']) => safe.roles[role],
    );
  const unnamed = (text: string) =>
    Object.entries({ ...safe.roles, db: new URL(safe.url).pathname.slice(1) }).reduce(
      (found, [role, name]) => found.replaceAll(name, `{${role}}`),
      text,
    );
  const run = (sql: string) => safe.run(named(sql));
  const shown = ({ rule, object, detail, severity }: Finding): Expected => ({
    rule,
    object: unnamed(object),
    detail: unnamed(detail),
    severity,
  });

  const configOf = ({ config }: Pick<Story, 'config'>) =>
    config?.(safe.config, safe.roles) ?? safe.config;

  async function findings(
    config: TenancyConfig,
    rules?: readonly string[],
  ): Promise<readonly Finding[]> {
    return (await check(safe.admin, config, rules && { rules })).findings;
  }

  async function ownersFindings(config: TenancyConfig, rules: readonly string[]) {
    await safe.run(`set role ${safe.roles.owner}`);
    try {
      return await findings(config, rules);
    } finally {
      await safe.run('reset role');
    }
  }

  async function expectEqual(
    rule: string,
    story: Pick<Story, 'config' | 'checkedBy'>,
    expected: readonly Expected[],
  ) {
    const config = configOf(story);
    const found = await findings(config);
    const wanted = byObject(expected.map((one) => ({ rule, ...one })));
    if (story.checkedBy === undefined) {
      const rules = [rule, ...found.map((one) => one.rule)];
      expect(await ownersFindings(config, rules)).toEqual(found);
    }
    expect(byObject(found.map(shown)).map((one, index) => like(one, wanted[index]))).toEqual(
      wanted,
    );
    return found;
  }

  async function mend(found: readonly Finding[], rule: string, { fix, by = 'owner' }: Story) {
    const fixes =
      fix === undefined
        ? found.filter((one) => one.rule === rule).map((one) => one.fix)
        : [named(fix)];
    if (by === 'owner') await safe.run(`set role ${safe.roles.owner}`);
    try {
      for (const sql of fixes) {
        if (sql === undefined) throw new Error('The finding has no fix: say which SQL mends it.');
        await safe.run(sql);
      }
    } finally {
      await safe.run('reset role');
    }
  }

  /** @param body returns the rules that found something: none does in the end. */
  async function told(
    story: Pick<Story, 'break' | 'undo'>,
    body: () => Promise<readonly string[]>,
  ) {
    isBroken = true;
    await run(story.break);
    const rules = await body();
    if (story.undo) await run(story.undo);
    expect(await findings(safe.config, rules)).toEqual([]);
    isBroken = false;
  }

  return {
    get safe() {
      return safe;
    },
    breaks: (rule, story) =>
      told(story, async () => {
        const found = await expectEqual(rule, story, story.expect);
        await mend(found, rule, story);
        expect(await findings(configOf(story), [rule])).toEqual([]);
        return found.map((one) => one.rule);
      }),
    accepts: (story) =>
      told(story, async () => {
        expect(await findings(configOf(story))).toEqual([]);
        return [];
      }),
  };
}

function byObject(findings: readonly Expected[]): readonly Expected[] {
  const name = ({ rule, object }: Expected) => `${rule} ${object}`;
  return findings.toSorted((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0));
}

/** What is found, without what nobody expects anything of. */
function like(found: Expected, expected: Expected | undefined): Expected {
  const entries = Object.entries(found).filter(
    ([key]) => expected === undefined || key in expected,
  );
  return Object.fromEntries(entries) as unknown as Expected;
}
