/**
 * Of the transactions in which attacks take place: nobody waits for us long, and we for nobody; statements of many parts
 * that run once are not compiled, which takes seconds.
 */
export const transactionSettings: readonly string[] = [
  `set local lock_timeout = '1s'`,
  `set local statement_timeout = '5s'`,
  'set local idle_in_transaction_session_timeout = 0',
  'set local jit = off',
];
