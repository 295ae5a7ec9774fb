import { OperationError } from '../../../environment/errors.ts';
import { refuseForeignLogin } from '../../../environment/foreign-login.ts';
import { inTransactionThatGivesWay } from '../../../migrations/runner/attempts.ts';
import { checkSuperadminRights } from '../../../migrations/runner/privileges.ts';
import { createProgress } from '../../../seed/scale/progress.ts';
import { refuseHiddenRows } from '../../every-row.ts';
import { quoteName, quoteText } from '../../sql-text.ts';
import { type TransferSession, withTransfer } from '../../transfer/session.ts';
import { onSnapshot } from '../../snapshot.ts';
import { useApplicationPath, useTextForm } from '../../transfer/text-form.ts';
import { leftOut } from '../../whole/left-out.ts';
import { findTenant, type Tenant } from '../find-tenant.ts';
import { readTenantPlan, type TenantPlan } from '../plan/tenant-plan.ts';
import { deleteInBatches } from './batches.ts';
import { deleteAll } from './delete.ts';
import { countElsewhere, countRows, findKept, removeElsewhere } from './elsewhere.ts';
import { findPeople, removePeople } from './people.ts';
import type { ErasureReport, TableErasure } from './report.ts';

export interface EraseOptions {
  /** Connection string of the migration login. */
  readonly url: string;
  readonly slug: string;
  /** Whether people whom nothing else refers to go as well. Default false. */
  readonly users?: boolean;
  /** Says what would go and what would stay, and changes nothing. */
  readonly dryRun?: boolean;
  /** Rows that one transaction deletes at most, as far as tables can be divided. Default 50,000. */
  readonly batchSize?: number;
  readonly log?: (line: string) => void;
}

/**
 * Deletes everything of one tenant: its rows in every table, its jobs, the organization itself, and, if asked, people whom
 * nothing else refers to. At the end it looks whether anything is left.
 *
 * Up to `batchSize` rows it is one transaction. Beyond, the tenant is closed, most rows go in batches, and the rest in one
 * transaction; a run that was interrupted is continued by the next.
 *
 * @throws OperationError `NOT_FOUND`, `PRIVILEGE_MISSING`, `LOCK_TIMEOUT`, `VERIFICATION_FAILED`, or as `withTransfer`.
 */
export async function eraseTenant(options: EraseOptions): Promise<ErasureReport> {
  return withTransfer(options.url, 'startkit-erase', async (session) => {
    await refuseForeignLogin(session);
    await refuseHiddenRows(session, leftOut);
    await checkSuperadminRights(session);
    const { plan, tenant, report } = await onSnapshot(session, () => foresee(session, options));
    if (options.dryRun === true) return report;
    const removed = await eraseBatches(session, plan, report, options);
    const final = await inTransactionThatGivesWay(session, options, () =>
      eraseRest(session, tenant, options),
    );
    // In the order of the dry run.
    const counts = [...removed, ...final.tables];
    const tables = report.tables.map(({ table }) => ({
      table,
      removed: counts.reduce((sum, its) => sum + (its.table === table ? its.removed : 0), 0),
    }));
    return { ...final, tables };
  });
}

interface Foreseen {
  readonly plan: TenantPlan;
  readonly tenant: Tenant;
  readonly report: ErasureReport;
}

async function foresee(session: TransferSession, options: EraseOptions): Promise<Foreseen> {
  const plan = await readTenantPlan(session);
  const tenant = await findTenant(session, plan, options.slug);
  const people = await findPeople(session, plan, tenant.id, options.users === true);
  const tables = [
    ...(await countRows(session, plan, tenant.id)),
    ...(await countElsewhere(session, plan, tenant.id)),
    ...people.map(({ table, leaving }) => ({ table, removed: leaving.length })),
  ];
  const kept = [
    ...people.flatMap((its) => its.kept),
    ...(await findKept(session, plan, tenant.id)),
  ];
  const { database } = session.target;
  return { plan, tenant, report: { tenant, database, dryRun: true, erasedAt: null, tables, kept } };
}

async function eraseBatches(
  session: TransferSession,
  plan: TenantPlan,
  { tenant, tables }: ErasureReport,
  { batchSize: size = 50_000, log }: EraseOptions,
): Promise<readonly TableErasure[]> {
  const total = tables.reduce((sum, { removed }) => sum + removed, 0);
  if (total <= size) return [];
  log?.(`${total} rows: the tenant is closed, and goes in batches of ${size}.`);
  const progress = log && createProgress('rows erased', total, log, process.stderr);
  let done = 0;
  return deleteInBatches({
    session,
    plan,
    tenantId: tenant.id,
    size,
    onRows: (rows, table) => progress?.update((done += rows), table),
    ...(log && { log }),
  });
}

async function eraseRest(
  session: TransferSession,
  tenant: Tenant,
  options: EraseOptions,
): Promise<ErasureReport> {
  await useTextForm(session);
  const plan = await readTenantPlan(session);
  const { ident, key } = plan.organizations;
  // From here on nobody adds a row: that row would have to refer to this one.
  await session.run(
    `select from ${ident} where ${quoteName(key)} = ${quoteText(tenant.id)} for update`,
  );
  await useApplicationPath(session);
  const people = await findPeople(session, plan, tenant.id, options.users === true);
  const elsewhere = await removeElsewhere(session, plan, tenant.id);
  const deleted = await deleteAll(session, plan, tenant.id);
  const removed = await removePeople(session, plan, people);
  await refuseRemains(session, plan, tenant);
  const [now] = await session.rows<{ now: Date }>('select pg_catalog.now() as now');
  return {
    tenant,
    database: session.target.database,
    dryRun: false,
    erasedAt: now!.now.toISOString(),
    tables: [...deleted, ...elsewhere, ...removed],
    kept: [...people.flatMap(({ kept }) => kept), ...(await findKept(session, plan, tenant.id))],
  };
}

async function refuseRemains(
  session: TransferSession,
  plan: TenantPlan,
  tenant: Tenant,
): Promise<void> {
  const remains = [
    ...(await countRows(session, plan, tenant.id)),
    ...(await countElsewhere(session, plan, tenant.id)),
  ].filter(({ removed }) => removed > 0);
  if (remains.length === 0) return;
  const listed = remains.map(({ table, removed }) => `${removed} in ${table}`).join(', ');
  throw new OperationError(
    'VERIFICATION_FAILED',
    `Rows of ${tenant.slug} are left: ${listed}. A trigger or a rule put them there, or kept them. The last transaction ` +
      'was rolled back; the organization is still there. Look at those tables, and run the command again.',
  );
}
