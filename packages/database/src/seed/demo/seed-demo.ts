import {
  auditLogs,
  memberRoles,
  notifications,
  organizationFeatureFlags,
  organizationMembers,
  organizations,
  organizationSettings,
  projects,
  subscriptions,
  users,
} from '../../schema/index.ts';
import { insertMissing, type SeedDatabase } from '../insert-missing.ts';
import type { TableCount } from '../report.ts';
import { auditRows } from './audit-entries.ts';
import { readDemoIds } from './demo-ids.ts';
import { flagRows } from './flags.ts';
import { memberRoleRows, memberRows } from './members.ts';
import { notificationRows } from './notifications.ts';
import { organizationRows } from './organizations.ts';
import { userRows } from './people.ts';
import { withoutPurged } from './without-purged.ts';
import { projectRows } from './projects.ts';
import { settingsRows } from './settings.ts';
import { subscriptionRows } from './subscriptions.ts';

/** Two organizations and their people, to look around in. Needs the essential data. */
export async function seedDemo(db: SeedDatabase, now: Date): Promise<readonly TableCount[]> {
  const roots = [
    await insertMissing(db, users, userRows()),
    await insertMissing(db, organizations, organizationRows()),
  ];
  const ids = await readDemoIds(db);
  return [
    ...roots,
    await insertMissing(db, organizationMembers, memberRows(ids)),
    await insertMissing(db, memberRoles, memberRoleRows(ids)),
    await insertMissing(db, organizationSettings, settingsRows(ids)),
    await insertMissing(db, subscriptions, subscriptionRows(ids, now)),
    await insertMissing(db, organizationFeatureFlags, flagRows(ids)),
    await insertMissing(db, projects, await withoutPurged(db, projectRows(ids, now))),
    await insertMissing(db, auditLogs, auditRows(ids, now)),
    await insertMissing(db, notifications, notificationRows(ids, now)),
  ];
}
