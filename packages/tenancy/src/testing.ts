export { expectIsolation, type ExpectIsolationOptions } from './testing/expect-isolation.ts';
export { isolationMatchers } from './testing/matcher.ts';
export { IsolationError } from './testing/isolation-error.ts';
export type { ConnectionSource } from './testing/connection-of.ts';
