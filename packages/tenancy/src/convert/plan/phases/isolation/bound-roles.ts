import type { Conversion } from '../../conversion.ts';

/** Owners of the tables, whom FORCE binds, and whose functions go on working inside a context. Superusers are bound by nothing. */
export function ownersOf({
  targets,
  organizations,
  survey,
  config,
}: Conversion): readonly string[] {
  const tables = [
    ...targets.flatMap(({ table, parts }) => [table, ...parts]),
    ...(organizations.table ? [organizations.table] : []),
  ];
  const makes = (config.steps ?? []).some(({ tables: made = [] }) => made.length > 0);
  const owners = new Set([
    ...tables.map(({ owner }) => owner),
    ...(makes ? [survey.session.user] : []),
  ]);
  return survey.roles.flatMap(({ name, superuser, bypassRls }) =>
    owners.has(name) && !superuser && !bypassRls ? [name] : [],
  );
}
