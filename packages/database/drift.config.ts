import type { DriftConfig } from './src/migrations/drift/ignore.ts';

/** What `db:drift` leaves alone, by kind and name, with `*` for anything: "table public.report_*". */
const config: DriftConfig = { ignore: [] };

export default config;
