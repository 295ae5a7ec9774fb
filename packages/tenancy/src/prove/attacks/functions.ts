import type { Routine } from '../../catalog/catalog.ts';
import { attemptOf, everybody } from '../attempts.ts';
import { called, executable, type Call, type Called } from '../called.ts';
import { callsOf } from '../calls.ts';
import { compare, type Comparison } from '../compare.ts';
import { shown } from '../sql.ts';
import { watch } from '../watch.ts';
import type { Trial } from '../verdict.ts';
import type { Arena, Attack, Attacker, AttackingSubject } from '../types.ts';

interface Tried extends Called, Call {
  comparison: Comparison;
  /** It changed rows that are not the subject's. */
  isHarmful: boolean;
}

/**
 * Functions answer with their own rights. Each that the subject may call is called with the other tenant's ids and texts:
 * with that tenant's rows there and without. With a forged context, those with their owner's rights: the others
 * see what tables show. Triggers, aggregates and what takes the server's inner types cannot be called.
 */
export const functions: Attack = {
  name: 'functions',
  title: 'Learn of or change the other tenant’s rows through functions',
  kinds: everybody,
  async *run(arena, subject) {
    const [routines, method] = await arena.as(
      subject,
      async (attacker) => [await executable(arena), attacker.method] as const,
    );
    const isForged = subject.kind === 'forged';
    const some = isForged ? routines.filter(({ definer }) => definer) : routines;
    const tried = isForged
      ? await callAll(arena, subject, some)
      : await compareAll(arena, subject, some);
    for (const routine of some) {
      const its = tried.filter((call) => call.routine === routine);
      yield attemptOf(
        arena,
        subject,
        { attack: this.name, object: routine.signature, method },
        judge(its),
      );
    }
  },
};

function callAll(
  arena: Arena,
  subject: AttackingSubject,
  routines: readonly Routine[],
): Promise<readonly Tried[]> {
  return arena.as(subject, async (attacker) => {
    const all: Tried[] = [];
    for (const call of callsTo(arena, routines, 2)) {
      const outcome = await called(arena, attacker, call);
      all.push({ ...call, ...outcome, comparison: 'same', isHarmful: false });
    }
    return all;
  });
}

async function compareAll(
  arena: Arena,
  subject: AttackingSubject,
  routines: readonly Routine[],
): Promise<readonly Tried[]> {
  const calls = callsTo(arena, routines);
  const first = new Map<Call, Tried>();
  const observe = async (attacker: Attacker, some: readonly Call[]) => {
    const texts: string[] = [];
    const changed = await watch(arena, attacker);
    for (const call of some) {
      const isNew = !first.has(call);
      let isHarmful = false;
      const look = async () => {
        isHarmful = (await changed()).length > 0;
      };
      const writes = isNew && call.routine.volatility === 'volatile';
      const outcome = await called(arena, attacker, call, writes ? look : undefined);
      if (isNew) first.set(call, { ...call, ...outcome, isHarmful, comparison: 'same' });
      texts.push(outcome.text);
    }
    return texts;
  };
  const { compared } = await compare(arena, subject, { things: calls, observe });
  return calls.flatMap((call, i) => {
    const tried = first.get(call);
    return tried ? [{ ...tried, comparison: compared[i]?.comparison ?? 'random' }] : [];
  });
}

function callsTo(arena: Arena, routines: readonly Routine[], most?: number): readonly Call[] {
  return routines.flatMap((routine) =>
    callsOf(arena, routine)
      .slice(0, most)
      .map((statement) => ({ routine, statement })),
  );
}

function judge(calls: readonly Tried[]): Trial {
  const trial = (outcome: Trial['outcome'], answer: string, call = calls[0]): Trial => ({
    outcome,
    answer,
    statement: call ? shown(call.statement) : '',
  });
  const telling = calls.find(({ isTelling }) => isTelling);
  if (telling) return trial('leak', 'it gives values of the other tenant’s rows', telling);
  const harmful = calls.find(({ isHarmful }) => isHarmful);
  if (harmful) return trial('leak', 'it changes rows that are not the subject’s', harmful);
  const depending = calls.find(({ comparison }) => comparison === 'depends');
  if (depending) return trial('leak', 'its answer depends on the other tenant’s rows', depending);
  const mute = calls.find(({ isMute }) => isMute);
  if (mute) return trial('unproved', mute.refused ?? '', mute);
  if (calls.every(({ refused }) => refused !== undefined)) {
    // It never ran: 42501 is the function's own, for the right to call it is there.
    const isWrong = calls.every(({ refused }) => /^42(?!501)/.test(refused ?? ''));
    return trial(isWrong ? 'unproved' : 'blocked', `${calls.length} calls: ${calls[0]?.refused}`);
  }
  const isRandom = calls.some(({ comparison }) => comparison === 'random');
  const but = ', but for what differs each time, which has none of their values';
  return trial(
    'blocked',
    `${calls.length} calls, the same with the other tenant’s rows and without${isRandom ? but : ''}`,
  );
}
