import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startThrowawayPostgres, type ThrowawayPostgres } from '@startkit/local-postgres';

const settings = {
  log_lock_waits: 'on',
  deadlock_timeout: '200ms',
  log_line_prefix: '%m [%p] <%a> ',
};

/** A server of a test's own that writes down who waits for a lock longer than 200 ms. */
export function serverThatLogsLockWaits(
  more: Readonly<Record<string, string>> = {},
): Promise<ThrowawayPostgres> {
  return startThrowawayPostgres({ settings: { ...settings, ...more } });
}

/** Somebody who has waited for 200 ms, has got a lock after more, or was in a deadlock. */
export interface LockWait {
  readonly pid: number;
  /** The session's application_name: a load's is "load". */
  readonly application: string;
  readonly event: 'still waiting' | 'acquired' | 'deadlock';
  /** Such as "AccessExclusiveLock on relation 16385 of database 5". */
  readonly lock: string;
  readonly ms: number;
  /** Who holds it and who waits, as the server says. */
  readonly detail: string | undefined;
  /** What the waiting session ran. */
  readonly statement: string | undefined;
}

/** All that the server's log tells of waits, those before its last restart too. */
export async function lockWaits(
  server: Pick<ThrowawayPostgres, 'directory'>,
): Promise<readonly LockWait[]> {
  const log = join(server.directory, 'server.log');
  const texts = await Promise.all(
    [`${log}.previous`, log].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  return waitsIn(texts.join(''));
}

const entryStart = /^\d{4}-\d\d-\d\d [\d:.]+ \w+ \[(\d+)\] <(.*?)> (\w+): {2}/;
const wait =
  /^process (\d+) (still waiting for|acquired|detected deadlock while waiting for|avoided deadlock for) (.+) after ([\d.]+) ms/;

/** @param log what the server wrote with the prefix above */
export function waitsIn(log: string): readonly LockWait[] {
  const waits: LockWait[] = [];
  const latest = new Map<string, number>();
  for (const { pid, application, kind, text } of entriesOf(log)) {
    const [, , verb = '', lock = '', ms] = wait.exec(text) ?? [];
    const at = latest.get(pid);
    if (kind === 'LOG' && verb !== '') {
      latest.set(pid, waits.length);
      const event = eventOf(verb);
      waits.push({
        pid: Number(pid),
        application,
        event,
        lock,
        ms: Number(ms),
        detail: undefined,
        statement: undefined,
      });
    } else if (at !== undefined && (kind === 'DETAIL' || kind === 'STATEMENT')) {
      waits[at] = { ...waits[at]!, [kind.toLowerCase()]: text };
    } else if (kind !== 'CONTEXT') latest.delete(pid);
  }
  return waits;
}

function eventOf(verb: string): LockWait['event'] {
  if (verb.includes('deadlock')) return 'deadlock';
  return verb === 'acquired' ? 'acquired' : 'still waiting';
}

/** What sessions wrote, entry by entry; an entry may have several lines. */
function entriesOf(log: string) {
  const entries: { pid: string; application: string; kind: string; text: string }[] = [];
  for (const line of log.split('\n')) {
    const [start, pid = '', application = '', kind = ''] = entryStart.exec(line) ?? [];
    if (start !== undefined)
      entries.push({ pid, application, kind, text: line.slice(start.length) });
    else if (entries.length > 0) entries.at(-1)!.text += `\n${line}`.trimEnd();
  }
  return entries;
}
