import type { countLines, countSheets } from '../../schema/index.ts';
import { seedId } from '../seed-id.ts';
import { itemId, locationId } from './catalog.ts';

const countNumber = 'CNT-0001';
const sheetId = seedId('count_sheets', `acme-corp/${countNumber}`);

/** A count that somebody has begun, for others to go on with. */
export function countSheetRows(
  organizationId: string,
): readonly (typeof countSheets.$inferInsert)[] {
  return [
    {
      organizationId,
      id: sheetId,
      countNumber,
      locationId: locationId('Shelf'),
      status: 'counting',
    },
  ];
}

export function countLineRows(organizationId: string): readonly (typeof countLines.$inferInsert)[] {
  return [
    {
      organizationId,
      id: seedId('count_lines', `acme-corp/${countNumber}/W-1001`),
      countSheetId: sheetId,
      itemId: itemId('W-1001'),
      expected: '32',
      counted: '31',
    },
    {
      organizationId,
      id: seedId('count_lines', `acme-corp/${countNumber}/S-2001`),
      countSheetId: sheetId,
      itemId: itemId('S-2001'),
    },
  ];
}
