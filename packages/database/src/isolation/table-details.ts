import type { TableConfig } from '@startkit/tenancy/check';

/** What neither the catalogs nor the declarations say of a table, and `prove` must know. */
export const tableDetails: Readonly<Record<string, Pick<TableConfig, 'values' | 'writers'>>> = {
  // Private ones are hidden from their own tenant's members, too.
  canvases: { values: { visibility: "'organization'" } },
  // Nobody writes them but a trigger, for whoever saves a canvas.
  canvas_versions: { writers: ['member', 'owner', 'system'] },
  // What has finished is changed by nobody.
  executions: { values: { status: "'queued'" } },
};
