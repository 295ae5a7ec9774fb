import { quoteIdent } from '../../../catalog/quote.ts';
import type { Held } from '../savepoint.ts';
import { cutTo } from './cut.ts';
import { answerOf, block } from './mend.ts';
import type { Problem, Variable } from './problem.ts';
import { combinations, outputs, preference, where } from './statement.ts';

/** A subtransaction each: more would take seconds. */
const most = 3_000;

/**
 * Tries combinations one by one: one that the server fails on is passed over. For conditions that divide by zero, cast
 * what is no number, or raise. Values that are made of others' are left out, but those of generated columns.
 */
export async function solveCarefully(
  held: Held,
  problem: Problem,
): Promise<Readonly<Record<string, string | null>> | null> {
  const generated = problem.variables.filter(({ candidates }) => candidates.every(isDerived));
  const given = problem.variables
    .filter((variable) => !generated.includes(variable))
    .map((variable) => ({
      ...variable,
      candidates: variable.candidates.filter((one) => !isDerived(one)),
    }));
  const cut = cutTo({ variables: given, conditions: [] }, most);
  const answer = await held.try(
    block(`
    #variable_conflict use_column
    declare
      c record; answer text;
    begin
      perform set_config('prove.answer', '', true);
      for c in select * from ${combinations(cut)} order by ${preference(cut.variables)} loop
        begin
          select row_to_json(o)::text into answer
            from (select ${outputs(problem.variables)} from ${rowOf(given, generated)}${where(problem.conditions)}) o;
          if answer is not null then
            perform set_config('prove.answer', answer, true);
            exit;
          end if;
        exception when others then null;
        end;
      end loop;
    end`),
  );
  if (answer.error) return null;
  const text = await answerOf(held);
  return text === '' ? null : (JSON.parse(text) as Record<string, string | null>);
}

/** The combination `c`, with what the generated columns are for it. */
function rowOf(given: readonly Variable[], generated: readonly Variable[]): string {
  const values = given.map(({ column }) => `c.${quoteIdent(column)} as ${quoteIdent(column)}`);
  const row = `(select ${values.join(', ')}) v`;
  if (generated.length === 0) return row;
  return `${row} cross join lateral ${combinations({ variables: generated, conditions: [] })}`;
}

function isDerived({ needs }: { readonly needs: readonly string[] }): boolean {
  return needs.length > 0;
}
