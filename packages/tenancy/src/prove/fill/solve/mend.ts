import { quoteIdent, quoteLiteral } from '../../../catalog/quote.ts';
import type { Held } from '../savepoint.ts';
import type { Problem, Variable } from './problem.ts';

/** The problem without the candidates and the conditions that the server fails on by themselves. */
export async function mended(held: Held, { variables, conditions }: Problem): Promise<Problem> {
  const candidates = variables.flatMap((variable) =>
    variable.candidates.map(({ sql, needs }) =>
      needs.length > 0 ? 'select' : `select (${sql})::${variable.type}`,
    ),
  );
  const row = variables
    .map(({ column, type }) => `null::${type} as ${quoteIdent(column)}`)
    .join(', ');
  const judged = conditions.map(
    // It is to be understood, not judged: of NULLs it may fail on purpose.
    ({ sql }) => `select (${sql}) from (select ${row} offset 0) v limit 0`,
  );
  const works = await whichWork(held, [...candidates, ...judged]);
  let at = 0;
  const kept = (variable: Variable) => ({
    ...variable,
    candidates: variable.candidates.filter(() => works.has(at++)),
  });
  return {
    variables: variables.map(kept),
    conditions: conditions.filter((_, nth) => works.has(candidates.length + nth)),
  };
}

/** The places of the statements that the server does not fail on. */
async function whichWork(held: Held, statements: readonly string[]): Promise<ReadonlySet<number>> {
  const answer = await held.try(
    block(`declare
      statement text; place int := 0; good text := '';
    begin
      foreach statement in array array[${statements.map(quoteLiteral).join(', ')}]::text[] loop
        begin
          execute statement;
          good := good || place || ',';
        exception when others then null;
        end;
        place := place + 1;
      end loop;
      perform set_config('prove.answer', good, true);
    end`),
  );
  if (answer.error) return new Set(statements.keys());
  const good = await answerOf(held);
  return new Set(good.split(',').filter(Boolean).map(Number));
}

/** What a {@link block} left. */
export async function answerOf(held: Held): Promise<string> {
  const answer = await held.try<{ answer: string | null }>(
    `select current_setting('prove.answer', true) as answer`,
  );
  return (answer.error ? undefined : answer.rows[0]?.answer) ?? '';
}

/** Code in PL/pgSQL: the one place on the server where an error can be caught. */
export function block(code: string): string {
  let tag = 'prove';
  while (code.includes(`$${tag}$`)) tag += '_';
  return `do $${tag}$ ${code} $${tag}$`;
}
