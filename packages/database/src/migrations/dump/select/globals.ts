import { facts, flag, grants, notExtended, owner, withheld } from '../sql.ts';

/** The kit's group roles; logins and other roles are the server's. */
const roles = `
  select 'role ' || quote_ident(r.rolname) as key,
         ${facts({
           login: flag('r.rolcanlogin'),
           superuser: flag('r.rolsuper'),
           bypassrls: flag('r.rolbypassrls'),
           createrole: flag('r.rolcreaterole'),
           createdb: flag('r.rolcreatedb'),
           replication: flag('r.rolreplication'),
         })} as facts,
         'pg_authid'::regclass::oid as class, r.oid, 0 as sub, 0 as place
    from pg_roles r
   where r.rolname in ('startkit_app', 'startkit_portal', 'startkit_superadmin', 'startkit_backup', 'startkit_definer')`;

// CONNECT is left out: it is given to logins, which are the server's. The name is another one in every database.
const database = `
  select 'database this', ${facts({
    grants: `(select json_object_agg(g.key, g.rest) from (
      select e.key, json_agg(p.value order by p.value collate "C") as rest
        from json_each(${grants('d.datacl', 'd', 'd.datdba')}) e, json_array_elements_text(e.value) p (value)
       where p.value !~ '^CONNECT' group by e.key) g)`,
  })}, 'pg_database'::regclass::oid, d.oid, 0, 0
    from pg_database d where d.datname = current_database()`;

const extensions = `
  select 'extension ' || quote_ident(e.extname), '{}'::json, 'pg_extension'::regclass::oid, e.oid, 0, 0
    from pg_extension e where e.extname <> 'plpgsql'`;

// The comment on public is initdb's; db:reset makes the schema without one.
const schemas = `
  select 'schema ' || n.id, ${facts({
    owner: owner('n.nspowner'),
    'withheld from owner': withheld('n.nspacl', 'n', 'n.nspowner'),
    grants: grants('n.nspacl', 'n', 'n.nspowner'),
    comment: `case when n.nspname <> 'public' then obj_description(n.oid, 'pg_namespace') end`,
  })}, 'pg_namespace'::regclass::oid, n.oid, 0, 0
    from namespaces n`;

const eventTriggers = `
  select 'event-trigger ' || quote_ident(t.evtname), ${facts({
    event: 't.evtevent',
    function: `t.evtfoid::regproc::text`,
  })}, 'pg_event_trigger'::regclass::oid, t.oid, 0, 0
    from pg_event_trigger t where ${notExtended('pg_event_trigger', 't.oid')}`;

export const globals = [roles, database, extensions, schemas, eventTriggers];
