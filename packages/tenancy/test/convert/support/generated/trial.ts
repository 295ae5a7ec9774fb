import { makePlan } from '../../../../src/convert/plan/make.ts';
import { surveyForConversion } from '../../../../src/convert/survey/read.ts';
import { countTables, isConverted } from '../../../../src/convert/verify/verify.ts';
import { defaultOrganization, converting, type Converting } from '../converting.ts';
import { freshDatabase, type FreshDatabase } from '../fresh-database.ts';
import { changes, dataSnapshot, schemaSnapshot } from '../snapshot.ts';
import type { Choices } from './choices.ts';
import { configOf } from './config.ts';
import { designOf, type Design } from './design.ts';
import { lostConstraints } from './kept.ts';
import { owners, sqlOf } from './sql.ts';

const roles = [...owners, 'generated_old']
  .map(
    (role) =>
      `do $$ begin create role ${role}; exception when duplicate_object or unique_violation then end $$;`,
  )
  .join('\n');

/** Makes the database that was chosen, converts it, and takes it back. @returns what went wrong, a line each. */
export async function problemsOf(choices: Choices): Promise<readonly string[]> {
  const database = await freshDatabase();
  try {
    await database.run(roles);
    const design = designOf(choices);
    await database.run(`begin; ${sqlOf(design)}; commit`);
    return await tried(database, design);
  } finally {
    await database.close();
  }
}

async function tried(database: FreshDatabase, design: Design): Promise<readonly string[]> {
  const { admin } = database;
  const schemaBefore = await schemaSnapshot(admin);
  const dataBefore = await dataSnapshot(admin);
  const idents = await identsOf(database);
  const config = configOf(design, (schema, name) => idents.get(`${schema}\n${name}`) ?? name);
  const { conversion } = makePlan(
    await surveyForConversion(admin),
    config,
    () => defaultOrganization,
  );
  const converted = await converting(database.url, config);
  try {
    const errors = converted.plan.obstacles.filter(({ level }) => level === 'error');
    if (errors.some(({ name }) => name.startsWith('partitioned-key-kept:'))) return [];
    if (errors.length > 0) return errors.map(({ name, why }) => `obstacle ${name}: ${why}`);
    const problems: string[] = [];
    const { stop } = design.choices;
    if (stop.next === 'take back') await stopped(converted, stop.at);
    else {
      if (stop.next === 'go on') await stopped(converted, stop.at);
      await converted.run();
      const counts = await countTables(admin, converted.written.about);
      problems.push(...counts.filter((one) => !isConverted(one)).map((one) => JSON.stringify(one)));
      problems.push(...lostConstraints(conversion, await surveyForConversion(admin)));
    }
    await takenBack(converted, design.choices.backStop);
    problems.push(
      ...changes(schemaBefore, await schemaSnapshot(admin)),
      ...changes(dataBefore, await dataSnapshot(admin)),
    );
    return problems;
  } finally {
    converted.close();
  }
}

class Stop extends Error {}

/** Stops after a share of the steps, in thousandths. */
function after(share: number, converted: Converting): { onStep: () => void } {
  const all = converted.written.phases.flatMap(({ up }) => up).length;
  let left = Math.floor((share * all) / 1_000);
  return {
    onStep: () => {
      if (left === 0) throw new Stop();
      left -= 1;
    },
  };
}

async function stopped(converted: Converting, share: number): Promise<void> {
  await converted.run(after(share, converted)).catch(unlessStopped);
}

async function takenBack(converted: Converting, share: number | null): Promise<void> {
  if (share !== null) {
    const ended = await converted.rollBack(after(share, converted)).catch(unlessStopped);
    if (ended !== undefined) return;
  }
  await converted.rollBack();
}

function unlessStopped(error: unknown): undefined {
  if (!(error instanceof Stop)) throw error;
}

async function identsOf({ run }: FreshDatabase): Promise<ReadonlyMap<string, string>> {
  const rows = await run(
    `select n.nspname || chr(10) || c.relname as name, format('%I.%I', n.nspname, c.relname) as ident
       from pg_class c join pg_namespace n on n.oid = c.relnamespace`,
  );
  return new Map(rows.map(({ name, ident }) => [String(name), String(ident)]));
}
