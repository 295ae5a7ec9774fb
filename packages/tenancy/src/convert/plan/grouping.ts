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
  let result = '';
  let rest = query;
  for (let at = rest.indexOf(word); at !== -1; at = rest.indexOf(word)) {
    const start = at + word.length;
    const end = start + lengthOfList(rest.slice(start));
    const added = itemsOf(rest.slice(start, end)).flatMap((item) => {
      const [, table = '', name = ''] =
        /^((?:"(?:[^"]|"")+"|\w+)\.)?("(?:[^"]|"")+"|\w+)$/.exec(item) ?? [];
      return keys.has(name) ? [`${table}${column}`] : [];
    });
    result += rest.slice(0, end) + added.map((item) => `, ${item}`).join('');
    rest = rest.slice(end);
  }
  return result + rest;
}

/** How far the list goes that a text begins with: to the end of its line, or of the query that it is in. */
function lengthOfList(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0 || (depth === 0 && character === '\n')) return i;
  }
  return text.length;
}

function itemsOf(list: string): readonly string[] {
  const items: string[] = [];
  let depth = 0;
  let item = '';
  for (const character of list) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) {
      items.push(item.trim());
      item = '';
    } else item += character;
  }
  return [...items, item.trim()];
}
