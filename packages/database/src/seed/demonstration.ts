import { seedCanvas } from './canvas/seed-canvas.ts';
import { seedCommerce } from './commerce/seed-commerce.ts';
import { seedDemo } from './demo/seed-demo.ts';
import type { SeedDatabase } from './insert-missing.ts';
import type { TableCount } from './report.ts';
import { seedWarehouse } from './warehouse/seed-warehouse.ts';

/** Everything to look around in. Needs the essential data. */
export async function seedDemonstration(
  db: SeedDatabase,
  now: Date,
): Promise<readonly TableCount[]> {
  return [
    ...(await seedCanvas(db, now)),
    ...(await seedDemo(db, now)),
    ...(await seedWarehouse(db, now)),
    ...(await seedCommerce(db, now)),
  ];
}
