import { aligned, plain, visible, type Paint } from '../../report/text.ts';
import { isConverted, type TableCount } from '../verify/verify.ts';

/** What became of each table, a line each. */
export function countsTable(counts: readonly TableCount[], paint: Paint = plain): string {
  const rows = counts.map((count) => [
    isConverted(count) ? paint('good', 'ok') : paint('bad', 'no'),
    visible(count.table),
    `${count.rows} rows`,
    `${count.withOrganization} with an organization`,
    `${count.ofOneThatIsThere} of one that is there`,
    `${count.organizations} organizations`,
    ...(count.nullable ? ['the tenant key may be null'] : []),
    ...(count.secured ? [] : ['row security does not bind its owner']),
  ]);
  return aligned(rows).join('\n');
}
