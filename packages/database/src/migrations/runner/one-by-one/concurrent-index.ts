import type { Session } from '../../../environment/session.ts';
import { child, list, text } from '../../parse/nodes.ts';
import { qualified, qualifiedRelation } from '../../parse/names.ts';
import type { OneStatement } from './statement.ts';

/*
 * CREATE INDEX CONCURRENTLY commits in between. One that fails, or whose client is killed, leaves an index that no
 * query uses and every write maintains: a unique one even refuses rows. IF NOT EXISTS takes it for the index.
 * The others are alike: REINDEX leaves its copy, and a DROP may have ended before anybody heard of it.
 */

interface FoundIndex {
  /** As SQL writes it. */
  readonly name: string;
  readonly valid: boolean;
}

/**
 * Drops what an earlier run left half made, and says whether the statement is still to run.
 *
 * @param begun whether a run that ended before it could say how began this very statement.
 */
export async function prepareIndex(
  session: Session,
  statement: OneStatement,
  begun: boolean,
  log?: (line: string) => void,
): Promise<'run' | 'done'> {
  for (const name of await dropLeftovers(session, statement)) {
    log?.(`${name} was left invalid by a run that did not end: dropped, and made again.`);
  }
  if (!begun || statement.tree === 'ReindexStmt') return 'run';
  const found = await madeIndex(session, statement);
  const wanted = statement.tree === 'IndexStmt';
  return (found !== undefined) === wanted ? 'done' : 'run';
}

/** Drops the invalid indexes that the statement left. @returns their names. */
export async function dropLeftovers(
  session: Session,
  statement: OneStatement,
): Promise<readonly string[]> {
  const names: string[] = [];
  for (const { name } of await leftovers(session, statement)) {
    await session.run(`drop index concurrently if exists ${name}`);
    names.push(name);
  }
  return names;
}

async function leftovers(
  session: Session,
  statement: OneStatement,
): Promise<readonly FoundIndex[]> {
  if (statement.tree === 'ReindexStmt') return reindexCopies(session, statement);
  const found = statement.tree === 'IndexStmt' ? await madeIndex(session, statement) : undefined;
  return found === undefined || found.valid ? [] : [found];
}

/** The index that the statement makes, or drops, when it is there. */
async function madeIndex(
  session: Session,
  { tree, node }: OneStatement,
): Promise<FoundIndex | undefined> {
  const relation = child(node, 'relation');
  const names = list(list(node, 'objects')[0], 'items').map((part) => text(part, 'sval'));
  const [found] =
    tree === 'IndexStmt'
      ? await session.rows<FoundIndex>(
          `${indexes} where i.indrelid = pg_catalog.to_regclass($1) and c.relname = $2`,
          [qualifiedRelation(relation), text(node, 'idxname')],
        )
      : await session.rows<FoundIndex>(`${indexes} where c.oid = pg_catalog.to_regclass($1)`, [
          qualified(...names),
        ]);
  return found;
}

/** Invalid copies beside the indexes of the table, or of the index's table: "name_ccnew", "name_ccold1". */
function reindexCopies(session: Session, { node }: OneStatement): Promise<readonly FoundIndex[]> {
  return session.rows<FoundIndex>(
    `${indexes}
      where not i.indisvalid and c.relname ~ '_cc(new|old)[0-9]*$'
        and pg_catalog.to_regclass($1) in (i.indrelid, (select o.indexrelid from pg_catalog.pg_index o
                                                         where o.indrelid = i.indrelid
                                                           and o.indexrelid = pg_catalog.to_regclass($1)))`,
    [qualifiedRelation(child(node, 'relation'))],
  );
}

const indexes = `
  select i.indexrelid::pg_catalog.regclass::text as name, i.indisvalid as valid
    from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid`;
