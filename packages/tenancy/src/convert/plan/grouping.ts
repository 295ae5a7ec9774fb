import type { SurveyIndex, SurveyView } from '../survey/survey.ts';
import type { Conversion } from './conversion.ts';
import { inTransaction, type Step } from './plan.ts';

/*
 * A view that says GROUP BY t.id and shows other columns of t stands on t's primary key: PostgreSQL refuses to drop the key. It
 * groups by the tenant key as well from then on, which says the same. While the keys change places the view is an empty one
 * with the same columns, in one transaction: nobody sees it.
 */

/** Statements before and after a primary key changes, for the views that stand on it. */
export function aroundViews(
  conversion: Conversion,
  index: SurveyIndex,
): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const views = conversion.survey.views.filter(({ oid }) => index.constraint?.views.includes(oid));
  return {
    before: views.map((view) => replaceView(view, stub(view))),
    after: views.map((view) => replaceView(view, regrouped(conversion, view))),
  };
}

/** Views that stand on primary keys that change, once each. */
export function regroupSteps(conversion: Conversion): readonly Step[] {
  return viewsOnKeys(conversion).map((view) => ({
    id: `${view.ident}.group`,
    title: 'groups by the tenant key as well: the primary key will have it',
    tables: [view.ident],
    lock: 'ACCESS EXCLUSIVE',
    rows: undefined,
    up: inTransaction(replaceView(view, regrouped(conversion, view))),
    down: [inTransaction(replaceView(view, view.definition))],
  }));
}

/** Views that GROUP BY the primary key of a tenant's table. */
export function viewsOnKeys({ survey, targets }: Conversion): readonly SurveyView[] {
  const oids = new Set(
    targets.flatMap(({ table }) => table.indexes.flatMap((index) => index.constraint?.views ?? [])),
  );
  return survey.views.filter(({ oid, kind }) => kind === 'view' && oids.has(oid));
}

function replaceView({ ident, options }: SurveyView, query: string): string {
  const with_ = options.length === 0 ? '' : ` with (${options.join(', ')})`;
  return `create or replace view ${ident}${with_} as\n${query}`;
}

function stub({ columns }: SurveyView): string {
  const list = columns.map(
    ({ ident, type, collation }) =>
      `null::${type}${collation === null ? '' : ` collate ${collation}`} as ${ident}`,
  );
  return `select ${list.join(', ')} where false`;
}

function regrouped({ targets, key }: Conversion, view: SurveyView): string {
  const keys = targets
    .flatMap(({ table }) => table.indexes.map((index) => ({ table, index })))
    .filter(({ index }) => index.constraint?.views.includes(view.oid))
    .flatMap(({ table, index }) =>
      index.columns.map((name) => table.columns.find((one) => one.name === name)?.ident ?? name),
    );
  return addToGroups(view.definition, new Set(keys), key.ident);
}

/**
 * Adds `column` to each GROUP BY that names one of `keys`, of the same table: `GROUP BY s.id` becomes `GROUP BY s.id, s.org_id`.
 *
 * @param query as `pg_get_viewdef` prints it.
 */
export function addToGroups(query: string, keys: ReadonlySet<string>, column: string): string {
  const word = 'GROUP BY ';
  const plain = masked(query);
  let result = '';
  let rest = 0;
  for (let at = plain.indexOf(word); at !== -1; at = plain.indexOf(word, rest)) {
    const start = at + word.length;
    const end = endOfList(plain, start);
    const added = itemsOf(plain, start, end).flatMap(([from, to]) => {
      const [, table = '', name = ''] =
        /^((?:"(?:[^"]|"")+"|\w+)\.)?("(?:[^"]|"")+"|\w+)$/.exec(query.slice(from, to).trim()) ??
        [];
      return keys.has(name) ? [`${table}${column}`] : [];
    });
    result += query.slice(rest, end) + added.map((item) => `, ${item}`).join('');
    rest = end;
  }
  return result + query.slice(rest);
}

/** As long as it was, with nothing in its texts and quoted names that could be taken for SQL. */
function masked(query: string): string {
  return query.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, (quoted) => 'x'.repeat(quoted.length));
}

/** Where the list ends that begins at `start`: with its line, or with the query that it is in. */
function endOfList(plain: string, start: number): number {
  let depth = 0;
  for (let i = start; i < plain.length; i += 1) {
    if (plain[i] === '(') depth += 1;
    if (plain[i] === ')') depth -= 1;
    if (depth < 0 || (depth === 0 && /[\n;]/.test(plain[i] ?? ''))) return i;
  }
  return plain.length;
}

/** Where each item of a list is. */
function itemsOf(
  plain: string,
  start: number,
  end: number,
): readonly (readonly [number, number])[] {
  const items: [number, number][] = [];
  let depth = 0;
  let from = start;
  for (let i = start; i < end; i += 1) {
    if (plain[i] === '(') depth += 1;
    if (plain[i] === ')') depth -= 1;
    if (plain[i] !== ',' || depth !== 0) continue;
    items.push([from, i]);
    from = i + 1;
  }
  return [...items, [from, end]];
}
