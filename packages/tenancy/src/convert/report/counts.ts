import { aligned, counted, plain, visible, type Paint } from '../../report/text.ts';
import { isConverted, type TableCount } from '../verify/verify.ts';

/** What became of each table, a line each; what is wrong with it stands at the end. */
export function countsTable(counts: readonly TableCount[], paint: Paint = plain): string {
  const numbers = counts.map(({ rows }) => rows.toLocaleString('en-US'));
  const width = Math.max(0, ...numbers.map(({ length }) => length));
  const rows = counts.map((count, i) => [
    isConverted(count) ? paint('good', 'ok') : paint('bad', 'no'),
    visible(count.table),
    `${(numbers[i] ?? '').padStart(width)} rows`,
    `of ${counted(count.organizations, 'organization')}`,
    wrongWith(count).join(', '),
  ]);
  return aligned(rows).join('\n');
}

function wrongWith(count: TableCount): readonly string[] {
  const nobodys = count.rows - count.withOrganization;
  const lost = count.withOrganization - count.ofOneThatIsThere;
  return [
    ...(nobodys > 0 ? [`${nobodys} without an organization`] : []),
    ...(lost > 0 ? [`${lost} of an organization that is not there`] : []),
    ...(count.nullable ? ['the tenant key may be null'] : []),
    ...(count.secured ? [] : ['row security does not bind its owner']),
  ];
}
