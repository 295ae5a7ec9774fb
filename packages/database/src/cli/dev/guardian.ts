import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';

// Ends when it is told to, or when whoever started it is gone: its standard input ends either way.
const script = `cat > /dev/null
kill -TERM "-$1" 2> /dev/null || exit 0
sleep 3
kill -KILL "-$1" 2> /dev/null`;

/**
 * Watches over a process group for as long as this process lives. When it dies without a chance to stop the
 * group (kill -9), the group is ended: a web server left behind would hold the port and the build folder.
 *
 * @param pid the group's leader.
 * @returns ends the watch; the group is left alone.
 */
export function guardGroup(pid: number): () => void {
  const guardian = spawn('/bin/sh', ['-c', script, 'guardian', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // Without it the applications still run; they are only not ended after a kill -9.
  guardian.on('error', () => {});
  guardian.unref();
  (guardian.stdin as unknown as Socket).unref();
  return () => void guardian.kill('SIGKILL');
}
