import type { organizationSettings } from '../../schema/index.ts';
import { seedId } from '../seed-id.ts';
import type { DemoIds } from './demo-ids.ts';

export function settingsRows(ids: DemoIds): readonly (typeof organizationSettings.$inferInsert)[] {
  return [
    {
      slug: 'acme-corp',
      timezone: 'America/New_York',
      dateFormat: 'MM/DD/YYYY',
      portalEnabled: true,
      cartEnabled: true,
      invoicesEnabled: true,
    } as const,
    {
      slug: 'tech-startup-inc',
      defaultCurrency: 'EUR',
      timezone: 'Europe/Berlin',
      dateFormat: 'DD.MM.YYYY',
    } as const,
  ].map(({ slug, ...columns }) => ({
    organizationId: ids.organization(slug),
    id: seedId('organization_settings', slug),
    ...columns,
  }));
}
