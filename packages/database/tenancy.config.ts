import { isolationConfig } from './src/isolation/config.ts';
import { environmentCredentials } from './src/isolation/credentials.ts';

/** What db:check and db:prove are told, and `npx tenancy` in this folder. */
export default isolationConfig(await environmentCredentials());
