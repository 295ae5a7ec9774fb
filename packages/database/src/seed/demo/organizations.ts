import type { organizations } from '../../schema/index.ts';
import { seedId } from '../seed-id.ts';

const companies = [
  { slug: 'acme-corp', name: 'Acme Corp', contactEmail: 'office@acme-corp.example' },
  {
    slug: 'tech-startup-inc',
    name: 'Tech Startup Inc',
    contactEmail: 'hello@tech-startup-inc.example',
  },
] as const;

export type Slug = (typeof companies)[number]['slug'];

export function organizationRows(): readonly (typeof organizations.$inferInsert)[] {
  return companies.map((company) => ({
    id: seedId('organizations', company.slug),
    settings: { supportEmail: company.contactEmail },
    ...company,
  }));
}
