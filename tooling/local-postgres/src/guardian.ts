import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { cleanEnvironment } from './run.ts';

// Waits until its standard input ends: whoever started it is gone. As in findPostmaster, the pid alone is not believed.
const script = `
while read -r _; do :; done
pid=$(head -n 1 "$1/data/postmaster.pid" 2> /dev/null)
runs() {
  [ -n "$pid" ] || return 1
  if [ -d /proc/self ]; then command=$(tr '\\0' ' ' < "/proc/$pid/cmdline"); else command="$(ps -o args= -p "$pid") "; fi
  case "$command" in *"/postgres -D $1/data "*) return 0 ;; *) return 1 ;; esac
}
exec 2> /dev/null
runs "$1" && kill -QUIT "$pid"
for second in 1 2 3 4 5; do runs "$1" && sleep 1; done
runs "$1" && kill -KILL "$pid"
rm -rf "$1"`;

/**
 * Watches over a server that nobody keeps, for as long as this process lives. When it dies without a chance to stop the
 * server (SIGKILL, out of memory), the server is stopped at once and its folder removed.
 *
 * @param directory the folder that holds `data`. It is removed whole.
 * @returns ends the watch; server and folder are left alone.
 */
export function guardServer(directory: string): () => void {
  const guardian = spawn('/bin/sh', ['-c', script, 'guardian', directory], {
    cwd: '/',
    env: cleanEnvironment(),
    stdio: ['pipe', 'ignore', 'ignore'],
    // In a session of its own: Ctrl-C, and whoever kills the process group, must not end it first.
    detached: true,
  });
  // Without it the server still runs; it is only not ended after a SIGKILL.
  guardian.on('error', () => {});
  guardian.unref();
  (guardian.stdin as unknown as Socket).unref();
  return () => void guardian.kill('SIGKILL');
}
