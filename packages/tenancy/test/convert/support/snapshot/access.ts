import { isOwn, prelude } from './prelude.ts';

/**
 * A line per right. No ACL means the default one: both are written alike, as a dump writes neither when they are the same.
 * @param acl an expression; NULL has become the default
 */
const rights = (
  what: string,
  acl: string,
) => `format('grant %s on %s to %s%s by %s', x.privilege_type, ${what},
    case x.grantee when 0 then 'public' else x.grantee::regrole::text end,
    case when x.is_grantable then ' with grant option' else '' end, x.grantor::regrole) as line
  from rows, aclexplode(${acl}) x`;

/** Who may do what with tables, columns, sequences, schemas, functions, types and the database, and by default with new ones. */
export const access: readonly string[] = [
  `${prelude}, rows as (select c.* from pg_class c join chosen on chosen.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and ${isOwn('pg_class', 'c.oid')})
    select ${rights('oid::regclass', `coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner))`)}`,

  `${prelude}, rows as (select c.oid, a.attname, a.attacl from pg_class c join chosen on chosen.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid where a.attnum > 0 and not a.attisdropped and ${isOwn('pg_class', 'c.oid')})
    select ${rights(`'column ' || oid::regclass || '.' || quote_ident(attname)`, 'attacl')}`,

  `${prelude}, rows as (select s.* from pg_namespace s join chosen using (oid) where ${isOwn('pg_namespace', 's.oid')})
    select ${rights(`'schema ' || oid::regnamespace`, `coalesce(nspacl, acldefault('n', nspowner))`)}`,

  `${prelude}, rows as (select p.* from pg_proc p join chosen on chosen.oid = p.pronamespace where ${isOwn('pg_proc', 'p.oid')})
    select ${rights(`'function ' || oid::regprocedure`, `coalesce(proacl, acldefault('f', proowner))`)}`,

  `${prelude}, rows as (select t.* from pg_type t join chosen on chosen.oid = t.typnamespace
      left join pg_class c on c.oid = t.typrelid
      where t.typtype in ('b', 'c', 'd', 'e', 'r') and (c.oid is null or c.relkind = 'c') and ${isOwn('pg_type', 't.oid')}
        and not exists (select from pg_type element where element.typarray = t.oid))
    select ${rights(`'type ' || oid::regtype`, `coalesce(typacl, acldefault('T', typowner))`)}`,

  `${prelude}, rows as (select * from pg_database where datname = current_database())
    select ${rights(`'this database'`, `coalesce(datacl, acldefault('d', datdba))`)}`,

  `${prelude}, rows as (select d.* from pg_default_acl d
      where d.defaclnamespace = 0 or d.defaclnamespace in (select oid from chosen))
    select ${rights(
      `format('default %s of %s in %s', defaclobjtype, defaclrole::regrole, coalesce(nullif(defaclnamespace, 0)::regnamespace::text, 'any schema'))`,
      'defaclacl',
    )}`,
];
