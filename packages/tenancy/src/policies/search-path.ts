/**
 * The search path of a unit, and of every function that one calls. The same for all of them: PL/pgSQL makes its plans
 * again whenever a function is called under another path than the last time, which cost 200 µs a unit. Nobody but the
 * owner may create anything in `public`.
 */
export const searchPath = 'public, pg_temp';
