/** What the terminal asks of `pnpm dev`. */
export interface StopSignals {
  /** Aborted by the first Ctrl-C, SIGTERM or SIGHUP. */
  readonly stopped: AbortSignal;
  /** Aborted by the second, right before the process ends. */
  readonly killed: AbortSignal;
  remove(): void;
}

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Listens for the signals that end a process: the first one asks, the second one does not. */
export function onStop(): StopSignals {
  const stopped = new AbortController();
  const killed = new AbortController();
  const onSignal = () => {
    if (!stopped.signal.aborted) {
      stopped.abort();
      return;
    }
    killed.abort();
    process.exit(130);
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
