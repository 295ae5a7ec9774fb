import { migrate } from '../../../src/migrations/migrate.ts';

// What `own-process.ts` starts: URL FOLDER RLS-FILE.
const [url = '', folder = '', rlsFile = ''] = process.argv.slice(2);
await migrate({ url, source: { folder, rlsFile } });
