import { releaseLocalServer } from '../environment/local.ts';
import type { Command } from './command.ts';

/** What Ctrl-C and its like ask of a command. */
export interface Stop {
  /** Aborted by the first signal, where the command ends in good order by itself. */
  readonly signal: AbortSignal;
  /** What the process ends with then: 128 and the signal's number. */
  readonly exitCode: number | undefined;
}

const codes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Milliseconds. One Ctrl-C arrives twice: from the terminal, and passed on by pnpm. */
const sameSignal = 500;

/**
 * Ends the process on a signal, and the local server with it; open sessions end with the process, so that the server
 * rolls back. A command that is `interruptible` is asked first: it says what was kept. The second signal does not ask.
 */
export function stopOnSignals({ interruptible = false }: Pick<Command, 'interruptible'>): Stop {
  const asked = new AbortController();
  let exitCode: number | undefined;
  let last = -Infinity;
  for (const [name, code] of Object.entries(codes)) {
    process.on(name, () => {
      const isEcho = performance.now() - last < sameSignal;
      last = performance.now();
      if (isEcho) return;
      if (!interruptible || asked.signal.aborted) {
        const exit = () => process.exit(code);
        releaseLocalServer().then(exit, exit);
        return;
      }
      exitCode = code;
      asked.abort();
    });
  }
  return {
    signal: asked.signal,
    get exitCode() {
      return exitCode;
    },
  };
}
