import { featureFlagDefinitions, permissions, rolePermissions, roles } from '../../schema/index.ts';
import { insertMissing, type SeedDatabase } from '../insert-missing.ts';
import type { TableCount } from '../report.ts';
import { flagDefinitionRows } from './flag-definitions.ts';
import { permissionRows } from './permissions.ts';
import { rolePermissionRows } from './role-permissions.ts';
import { roleRows } from './roles.ts';

/** What every installation needs. */
export async function seedEssential(db: SeedDatabase): Promise<readonly TableCount[]> {
  const counts = [
    await insertMissing(db, permissions, permissionRows()),
    await insertMissing(db, roles, roleRows()),
    await insertMissing(db, featureFlagDefinitions, flagDefinitionRows()),
  ];
  // By key: a role or permission may be there under an id of its own.
  const roleIds = await db.select({ key: roles.key, id: roles.id }).from(roles);
  const permissionIds = await db
    .select({ key: permissions.key, id: permissions.id })
    .from(permissions);
  const rows = rolePermissionRows(idsByKey(roleIds), idsByKey(permissionIds));
  return [...counts, await insertMissing(db, rolePermissions, rows)];
}

function idsByKey(rows: readonly { readonly key: string; readonly id: string }[]) {
  return new Map(rows.map(({ key, id }) => [key, id]));
}
