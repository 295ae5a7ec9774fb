/** What the terminal asks of `pnpm dev`. */
export interface StopSignals {
  /** Aborted by the first Ctrl-C, SIGTERM or SIGHUP. */
  readonly stopped: AbortSignal;
  /** Aborted by the second: what runs shall end at once. */
  readonly killed: AbortSignal;
  remove(): void;
}

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Milliseconds. One Ctrl-C arrives twice: from the terminal, and passed on by pnpm. */
const sameSignal = 500;

/** Listens for the signals that end a process: the first one asks, the second one does not, the third ends this process. */
export function onStop(): StopSignals {
  const stopped = new AbortController();
  const killed = new AbortController();
  let last = -Infinity;
  const onSignal = () => {
    const isEcho = performance.now() - last < sameSignal;
    if (isEcho) return;
    last = performance.now();
    if (killed.signal.aborted) process.exit(130);
    (stopped.signal.aborted ? killed : stopped).abort();
  };
  for (const name of names) process.on(name, onSignal);
  return {
    stopped: stopped.signal,
    killed: killed.signal,
    remove: () => {
      for (const name of names) process.removeListener(name, onSignal);
    },
  };
}
