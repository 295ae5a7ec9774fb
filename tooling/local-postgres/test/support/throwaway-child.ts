import { writeSync } from 'node:fs';
import { startThrowawayPostgres } from '../../src/index.ts';

/* A process that starts a throwaway server and ends without stopping it: by itself, or by SIGKILL. */
const [ending] = process.argv.slice(2);
const { directory, adminUrl } = await startThrowawayPostgres();
writeSync(1, JSON.stringify({ directory, url: adminUrl() }));
if (ending === 'kill') process.kill(process.pid, 'SIGKILL');
