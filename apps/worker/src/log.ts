/** Takes one line for one event. Lines carry ids and durations, never payloads. */
export type Log = (line: string) => void;

/** Writes to standard output, with the time in UTC. */
export const writeLog: Log = (line) => {
  process.stdout.write(`${new Date().toISOString()} ${line}\n`);
};

/** What an error says, in one line. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

/** The time since `start` (of `performance.now()`), as in "34 ms". */
export function since(start: number): string {
  return `${Math.round(performance.now() - start)} ms`;
}
