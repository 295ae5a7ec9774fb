import type { Conversion } from '../../conversion.ts';

/** Owners of the tables, whom FORCE binds, and whose functions go on working inside a context. Superusers are bound by nothing. */
export function ownersOf({ targets, organizations, survey }: Conversion): readonly string[] {
  const tables = [
    ...targets.flatMap(({ table, parts }) => [table, ...parts]),
    ...(organizations.table ? [organizations.table] : []),
  ];
  const owners = new Set(tables.map(({ owner }) => owner));
  return survey.roles.flatMap(({ name, superuser, bypassRls }) =>
    owners.has(name) && !superuser && !bypassRls ? [name] : [],
  );
}
