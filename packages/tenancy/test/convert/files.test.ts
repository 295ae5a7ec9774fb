import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writePlan } from '../../src/convert/files/folder.ts';
import { parseSteps } from '../../src/convert/files/parse.ts';
import { renderPlan } from '../../src/convert/files/render.ts';
import {
  alone,
  inTransaction,
  type Part,
  type Plan,
  type Runs,
  type Step,
} from '../../src/convert/plan/plan.ts';

/*
 * What `run` knows of a step stands in comments, and names may hold anything.
 */

const names = [
  'public.orders',
  'public."a; b"',
  'public."a ; ""b"""',
  '"a, its triggers quiet"."x, its triggers quiet"',
  '"one by two".three',
  String.raw`"back\slash"."\u000a"`,
  'public."new\nline"',
  'public."\u001b[31m\r\u2028-- step: none"',
  'public."größe 😀"',
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'convert-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function planOf(parts: readonly Part[], tables: readonly string[] = [], title = 'what for'): Plan {
  const steps = parts.map((up, i): Step => ({
    id: `step ${i}`,
    title,
    tables,
    lock: 'none',
    rows: undefined,
    up,
    down: [],
  }));
  return { database: 'd', obstacles: [], phases: [{ name: '01-phase', title: 'Phase', steps }] };
}

const read = (plan: Plan) => parseSteps(renderPlan(plan)[0]?.text ?? '', '01-phase.sql');

describe('names in the files of a plan', () => {
  test('are those of the tables again', () => {
    const [step] = read(planOf([inTransaction('select 1')], names));
    expect(step?.tables).toEqual(names);
  });

  test('are those that a step goes through again', () => {
    const runs = names.flatMap((table): Runs[] => [
      { in: 'alone', index: table },
      { in: 'batches', table, quiet: true },
      { in: 'batches', table, quiet: false },
      { in: 'ranges', table, key: '"b by c"', size: 5 },
    ]);
    const steps = read(planOf(runs.map((one) => ({ runs: one, sql: 'select 1;' }))));
    expect(steps.map(({ part }) => part.runs)).toEqual(runs);
  });

  test('do not say how a step runs', () => {
    const plan = planOf([alone('i', 'select 1')], [], 'runs: never, for each organization');
    expect(read(plan)[0]).toMatchObject({
      title: 'runs: never, for each organization',
      part: { runs: { in: 'alone', index: 'i' } },
    });
  });
});

test('SQL that looks like a step is refused before anything is written', () => {
  const plan = planOf([inTransaction(`select '\n-- step: x\n-- x\n-- runs: in a transaction\n'`)]);
  expect(() => writePlan(folder, plan, [])).toThrow('could not be read again');
  expect(readdirSync(folder)).toEqual([]);
});
