/*
 * Fragments of the one statement that reads a schema. `who` has the oid of the migrator; names in pg_catalog need no
 * schema, as the search_path is empty.
 */

/** A role's name, as the dump writes it. */
export function role(oid: string): string {
  return `(case when ${oid} = 0 then 'public' when ${oid} = (select migrator from who) then '@migrator'
    else quote_ident(pg_get_userbyid(${oid})) end)`;
}

/** The owner; null for the migrator, who owns all but a few. */
export function owner(oid: string): string {
  return `nullif(${role(oid)}, '@migrator')`;
}

/** `facts` of an expression a line: what is null or false is left out. */
export function facts(expressions: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(expressions).map(([name, sql]) => `'${name}', ${sql}`);
  return `json_strip_nulls(json_build_object(${pairs.join(', ')}))`;
}

/** True, or nothing. */
export function flag(condition: string): string {
  return `case when ${condition} then true end`;
}

export type AclKind = 'r' | 's' | 'f' | 'n' | 'T' | 'd';

/** What others than its owner may do with an object: {role: ["SELECT", ...]}. */
export function grants(acl: string, kind: AclKind, holder: string, columns = ''): string {
  return `(select json_object_agg(granted.grantee, granted.privileges order by granted.grantee collate "C")
    from (select ${role('item.grantee')} as grantee,
                 json_agg(item.privilege order by item.privilege collate "C") as privileges
            from (select entry.grantee, entry.privilege_type || ${grantOption('bool_or(entry.is_grantable)')} as privilege
                    from aclexplode(coalesce(${acl}, acldefault('${kind}', ${holder}))) entry
                   group by entry.grantee, entry.privilege_type
                  ${columns}) item
           where item.grantee <> ${holder} group by item.grantee) granted)`;
}

/** The same of a relation's columns, to be united with it: "UPDATE (name, status)". */
export function columnGrants(relation: string): string {
  return `union all
    select entry.grantee, entry.privilege_type || ' ('
             || string_agg(quote_ident(entry.attname), ', ' order by entry.attname collate "C") || ')'
             || ${grantOption('entry.is_grantable')}
      from (select of_column.attname, acl.grantee, acl.privilege_type, bool_or(acl.is_grantable) as is_grantable
              from pg_attribute of_column, aclexplode(of_column.attacl) acl
             where of_column.attrelid = ${relation} and not of_column.attisdropped
             group by of_column.attname, acl.grantee, acl.privilege_type) entry
     group by entry.grantee, entry.privilege_type, entry.is_grantable`;
}

/** What was revoked from the owner itself: ["DELETE"]. */
export function withheld(acl: string, kind: AclKind, holder: string): string {
  return `(select json_agg(own.privilege_type order by own.privilege_type collate "C")
    from aclexplode(acldefault('${kind}', ${holder})) own
   where ${acl} is not null and own.grantee = ${holder} and not exists (
     select from aclexplode(${acl}) entry
      where entry.grantee = ${holder} and entry.privilege_type = own.privilege_type))`;
}

function grantOption(condition: string): string {
  return `case when ${condition} then ' WITH GRANT OPTION' else '' end`;
}

/** Leaves out what belongs to an extension. */
export function notExtended(catalog: string, oid: string): string {
  return `not exists (select from pg_depend e
    where e.classid = '${catalog}'::regclass and e.objid = ${oid} and e.deptype = 'e')`;
}

/** Names of columns or roles as a sorted JSON array of the text. */
export function sorted(select: string): string {
  return `(select json_agg(s.item order by s.item collate "C") from (${select}) s (item))`;
}
