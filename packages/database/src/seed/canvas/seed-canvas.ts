import {
  agents,
  auditLogs,
  canvases,
  canvasShares,
  canvasVersions,
  executions,
  models,
  organizationMembers,
  organizations,
  organizationSettings,
  subscriptions,
  users,
} from '../../schema/index.ts';
import { insertMissing, type SeedDatabase } from '../insert-missing.ts';
import type { TableCount } from '../report.ts';
import { agentRows, executionRows } from './agents.ts';
import { auditRows } from './audit-entries.ts';
import { readCanvasIds } from './canvas-ids.ts';
import { canvasRows, modelRows, shareRows, versionRows } from './canvases.ts';
import { organizationRows, settingsRows, subscriptionRows } from './organizations.ts';
import { memberRows, userRows } from './people.ts';

/** Three organizations that work with agents and canvases, one on each of three plans. */
export async function seedCanvas(db: SeedDatabase, now: Date): Promise<readonly TableCount[]> {
  const roots = [
    await insertMissing(db, users, userRows()),
    await insertMissing(db, organizations, organizationRows()),
  ];
  const ids = await readCanvasIds(db);
  return [
    ...roots,
    await insertMissing(db, organizationMembers, memberRows(ids)),
    await insertMissing(db, organizationSettings, settingsRows(ids)),
    await insertMissing(db, subscriptions, subscriptionRows(ids, now)),
    await insertMissing(db, agents, agentRows(ids)),
    await insertMissing(db, executions, executionRows(ids, now)),
    await insertMissing(db, models, modelRows(ids)),
    await insertMissing(db, canvases, canvasRows(ids)),
    await insertMissing(db, canvasVersions, versionRows(ids)),
    await insertMissing(db, canvasShares, shareRows(ids)),
    await insertMissing(db, auditLogs, auditRows(ids, now)),
  ];
}
