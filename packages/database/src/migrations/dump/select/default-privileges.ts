import { facts, role } from '../sql.ts';

const objects = `case a.defaclobjtype when 'r' then 'TABLES' when 'S' then 'SEQUENCES' when 'f' then 'FUNCTIONS'
    when 'T' then 'TYPES' when 'n' then 'SCHEMAS' else 'LARGE OBJECTS' end`;

// In one schema they add to what PostgreSQL gives by itself; without one they stand in its place.
const builtIn = `case when a.defaclnamespace = 0
    then acldefault(case a.defaclobjtype when 'S' then 's' else a.defaclobjtype end, a.defaclrole) end`;

const difference = (
  from: string,
  without: string,
) => `(select json_object_agg(g.grantee, g.privileges order by g.grantee collate "C")
    from (select ${role('x.grantee')} as grantee, json_agg(x.privilege order by x.privilege collate "C") as privileges
            from (select y.grantee, y.privilege_type || case when y.is_grantable then ' WITH GRANT OPTION' else '' end as privilege
                    from aclexplode(${from}) y
                   where y.grantee <> a.defaclrole
                  except
                  select y.grantee, y.privilege_type || case when y.is_grantable then ' WITH GRANT OPTION' else '' end
                    from aclexplode(${without}) y) x
           group by x.grantee) g)`;

/** What new objects of a role will be given: "default-privileges for @migrator in public on TABLES". */
export const defaultPrivileges = [
  `select format('default-privileges for %s%s on %s', ${role('a.defaclrole')},
                 coalesce(' in ' || n.id, ''), ${objects}), ${facts({
                   granted: difference('a.defaclacl', builtIn),
                   revoked: difference(builtIn, 'a.defaclacl'),
                 })}, 'pg_default_acl'::regclass::oid, a.oid, 0, 0
     from pg_default_acl a left join looked n on n.oid = a.defaclnamespace
    where a.defaclnamespace = 0 or n.oid is not null`,
];
