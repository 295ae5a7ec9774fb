export { prove, type ProveOptions } from './prove/run.ts';
export type { Progress } from './prove/attack-all.ts';
export type { Connect, Connection } from './prove/login/login-run.ts';
export type { Attempt, LoginReport, Method, Outcome, ProofReport } from './prove/types.ts';
