import type { Routine } from '../../catalog/catalog.ts';
import type { SqlFragment } from '../../sql/fragment.ts';
import { attemptOf, everybody } from '../attempts.ts';
import { callsOf, isCallable } from '../calls.ts';
import { compare, type Compared } from '../compare.ts';
import { disclosed } from '../markers.ts';
import { commas, sent, shown, sql } from '../sql.ts';
import { said, saysNothing, type Trial } from '../verdict.ts';
import type { Answer, Arena, Attack, Attacker } from '../types.ts';

interface Call {
  readonly routine: Routine;
  readonly statement: SqlFragment;
}

/** What a call came to, kept as text: see {@link compare}. */
interface Outcome {
  readonly text: string;
  readonly disclosed: boolean;
  readonly changed: boolean;
  readonly refused: string | undefined;
  readonly mute: boolean;
}

/**
 * Functions answer with their own rights. Each that the subject may call is called with the other tenant's ids and texts:
 * with that tenant's rows there and without. Triggers, aggregates and what takes the server's inner types are left out.
 */
export const functions: Attack = {
  name: 'functions',
  title: 'Learn of or change the other tenant’s rows through functions',
  kinds: everybody,
  async *run(arena, subject) {
    const { routines, method } = await arena.as(subject, async (attacker) => ({
      routines: await executable(arena, attacker),
      method: attacker.method,
    }));
    const calls = routines.flatMap((routine) =>
      callsOf(arena, routine).map((statement): Call => ({ routine, statement })),
    );
    const outcomes = new Map<Call, Outcome>();
    const observe = async (attacker: Attacker, some: readonly Call[]) => {
      const seen: string[] = [];
      for (const call of some) {
        const outcome = await tried(arena, attacker, call);
        if (!outcomes.has(call)) outcomes.set(call, outcome);
        seen.push(outcome.text);
      }
      return seen;
    };
    const compared =
      subject.kind === 'forged'
        ? await arena.as(subject, async (attacker) =>
            (await observe(attacker, calls)).map((observation): Compared => ({
              comparison: 'same',
              observation,
            })),
          )
        : (await compare(arena, subject, { things: calls, observe })).compared;
    for (const routine of routines) {
      const its = calls.flatMap((call, i) =>
        call.routine === routine ? [[call, outcomes.get(call)!, compared[i]!] as const] : [],
      );
      const what = { attack: this.name, object: routine.signature, method };
      yield attemptOf(arena, subject, what, judge(its));
    }
  },
};

async function executable(arena: Arena, attacker: Attacker): Promise<readonly Routine[]> {
  const routines = arena.catalog.routines.filter(isCallable);
  if (routines.length === 0) return [];
  return arena.undone(async () => {
    const answer = await attacker.try(sql`select oid::text as oid from pg_catalog.pg_proc
      where oid in (${commas(routines.map(({ oid }) => sql`${String(oid)}`))})
        and pg_catalog.has_function_privilege(oid, 'execute')
        and pg_catalog.has_schema_privilege(pronamespace, 'usage')`);
    const oids = new Set(answer.ok ? answer.rows.map(({ oid }) => Number(oid)) : []);
    return routines.filter(({ oid }) => oids.has(oid));
  });
}

async function tried(
  arena: Arena,
  attacker: Attacker,
  { routine, statement }: Call,
): Promise<Outcome> {
  const { tables } = arena.catalog;
  const { subject } = attacker;
  const writes = routine.volatility === 'volatile';
  const all = () => arena.digests(subject, tables);
  const before = writes ? await all() : [];
  const [answer, after] = await arena.undone(async () => {
    const first = await attacker.try(statement);
    return [first, first.ok && writes ? await all() : before] as const;
  });
  const text = textOf(answer);
  return {
    text,
    disclosed:
      disclosed(arena.markers.foreign, text, `${sent(statement)} ${attacker.given}`) !== undefined,
    changed: after.some((digest, i) => digest !== before[i]),
    refused: answer.ok ? undefined : said(answer, arena.markers),
    mute: saysNothing(answer),
  };
}

function textOf(answer: Answer): string {
  return answer.ok
    ? JSON.stringify(answer.rows)
    : `${answer.code} ${answer.message} ${answer.detail}`;
}

function judge(calls: readonly (readonly [Call, Outcome, Compared])[]): Trial {
  const trial = (outcome: Trial['outcome'], answer: string, call = calls[0]) => ({
    outcome,
    answer,
    statement: call ? shown(call[0].statement) : '',
  });
  const telling = calls.find(([, outcome]) => outcome.disclosed);
  if (telling) return trial('leak', 'it gives values of the other tenant’s rows', telling);
  const changing = calls.find(([, outcome]) => outcome.changed);
  if (changing) return trial('leak', 'it changes rows that are not the subject’s', changing);
  const depending = calls.find(([, , { comparison }]) => comparison === 'depends');
  if (depending) return trial('leak', 'its answer depends on the other tenant’s rows', depending);
  const mute = calls.find(([, outcome]) => outcome.mute);
  if (mute) return trial('unproved', mute[1].refused ?? '', mute);
  const answered = calls.filter(([, { refused }]) => refused === undefined);
  if (answered.length === 0) {
    const [, outcome] = calls[0] ?? [];
    // It never ran: 42501 is the function's own, for the right to call it is there.
    const isWrong = calls.every(([, { refused }]) => /^42(?!501)/.test(refused ?? ''));
    return trial(isWrong ? 'unproved' : 'blocked', `${calls.length} calls: ${outcome?.refused}`);
  }
  const isRandom = calls.some(([, , { comparison }]) => comparison === 'random');
  return trial(
    'blocked',
    `${calls.length} calls, the same with the other tenant’s rows and without` +
      (isRandom ? ', but for what differs each time, which has none of their values' : ''),
  );
}
