import type { Statement } from './statement.ts';

/**
 * The statements as a script for psql, in one transaction. What is not to be run just so is in it as a comment, with
 * the reason.
 */
export function mendScript(statements: readonly Statement[]): string {
  if (statements.length === 0) return '';
  const alone = statements.filter((one) => one.alone === true);
  const together = statements.filter((one) => one.alone !== true);
  return [
    ...alone.map(statementText),
    ...(together.some(isRun) ? [start] : []),
    ...together.map(statementText),
    ...(together.some(isRun) ? ['commit;'] : []),
    '',
  ].join('\n');
}

/** Whether there is something in it that runs. */
export function isRun({ sql, caution }: Statement): boolean {
  return sql !== '' && caution === undefined;
}

// Everything in it is qualified; functions are made before what they name is there.
const start = `begin;
set local lock_timeout = '5s';
set local search_path = '';
set local check_function_bodies = off;`;

function statementText(statement: Statement): string {
  const { sql, caution } = statement;
  if (caution === undefined) return `${sql};`;
  if (sql === '') return `-- By hand, ${statement.object}: ${caution.reason}.`;
  const text = `${sql};`.split('\n').map((line) => `-- ${line}`);
  const advice = caution.isLoss ? ' (--allow-data-loss runs it)' : '';
  return [`-- Not run: ${caution.reason}${advice}.`, ...text].join('\n');
}
