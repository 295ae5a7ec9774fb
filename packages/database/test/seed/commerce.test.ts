import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../../src/seed/index.ts';
import { openSeedDatabase, type SeedDatabase } from './seed-database.ts';

let database: SeedDatabase;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ database, close } = await openSeedDatabase());
  await seed(database);
});
afterAll(() => close());

const ours = `organization_id = (select id from organizations where slug = 'well-crafted')`;
const rows = async (text: string) => [...(await database.admin.unsafe(text))];

describe('Well Crafted', () => {
  test('is a distributor on the enterprise plan, with its settings', async () => {
    expect(
      await rows(`select o.name, s.plan, t.default_currency, t.timezone, t.date_format, t.revenue_drop_percent,
          t.minimum_orders_for_health, t.sample_allowance, t.sample_approval_above, t.minimum_orders_for_pace, t.pace_risk_days,
          t.portal_enabled and t.cart_enabled and t.invoices_enabled as all_on
        from organizations o join subscriptions s on s.organization_id = o.id
          join organization_settings t on t.organization_id = o.id where o.slug = 'well-crafted'`),
    ).toEqual([
      {
        name: 'Well Crafted',
        plan: 'enterprise',
        default_currency: 'USD',
        timezone: 'America/New_York',
        date_format: 'MM/DD/YY',
        revenue_drop_percent: 15,
        minimum_orders_for_health: 3,
        sample_allowance: 60,
        sample_approval_above: 60,
        minimum_orders_for_pace: 3,
        pace_risk_days: 2,
        all_on: true,
      },
    ]);
  });

  test('has a sales manager in that role', async () => {
    expect(
      await rows(`select u.name, r.key from member_roles m join users u on u.id = m.user_id join roles r on r.id = m.role_id
        where m.${ours} and u.email = 'manager@wellcrafted.com'`),
    ).toEqual([{ name: 'Sales Manager', key: 'sales_manager' }]);
  });

  test('sells three wines', async () => {
    expect(
      await rows(`select sku, name, vintage, region from products where ${ours} order by sku`),
    ).toEqual([
      {
        sku: 'WC-CAB-001',
        name: 'Estate Reserve Cabernet Sauvignon',
        vintage: 2021,
        region: 'Napa Valley',
      },
      {
        sku: 'WC-CHARD-001',
        name: 'Sonoma Coast Chardonnay',
        vintage: 2022,
        region: 'Sonoma Coast',
      },
      {
        sku: 'WC-PINOT-001',
        name: 'Willamette Valley Pinot Noir',
        vintage: 2021,
        region: 'Willamette Valley',
      },
    ]);
  });

  test('has three customers, each with a verified portal user in its role', async () => {
    expect(
      await rows(`select c.number, c.name, c.tier, c.payment_terms, count(p.email_verified_at)::int as verified,
          min(r.key) as role
        from customers c join portal_users p on p.organization_id = c.organization_id and p.customer_id = c.id
          join portal_user_roles m on m.organization_id = p.organization_id and m.portal_user_id = p.id
          join roles r on r.id = m.role_id
        where c.${ours} group by c.number, c.name, c.tier, c.payment_terms order by c.number`),
    ).toEqual(
      [
        ['WC-001', 'Harborview Cellars', 'premium', 'NET30'],
        ['WC-002', 'Downtown Wine & Spirits', 'standard', 'NET30'],
        ['WC-003', 'Vineyard Market', 'premium', 'NET15'],
      ].map(([number, name, tier, terms]) => ({
        number,
        name,
        tier,
        payment_terms: terms,
        verified: 1,
        role: 'portal_user',
      })),
    );
  });

  test('was paid $1,308.00 for one order: 12 x $65 + 12 x $35, and 9 % tax', async () => {
    expect(
      await rows(`select o.subtotal, o.tax, o.total, o.status, current_date - o.ordered_on as ordered,
          current_date - o.delivered_on as delivered, i.total as invoiced, i.status as invoice, p.amount,
          current_date - p.received_on as paid, (select count(*)::int from order_lines l where l.order_id = o.id) as lines,
          o.subtotal * (select rate from state_tax_rates t where t.${ours} and t.product_type = 'wine') = o.tax as taxed
        from orders o join invoices i on i.order_id = o.id join payments p on p.invoice_id = i.id where o.${ours}`),
    ).toEqual([
      {
        subtotal: '1200.00',
        tax: '108.00',
        total: '1308.00',
        status: 'delivered',
        ordered: 30,
        delivered: 25,
        invoiced: '1308.00',
        invoice: 'paid',
        amount: '1308.00',
        paid: 5,
        lines: 2,
        taxed: true,
      },
    ]);
  });

  test('seeded again, nothing is added', async () => {
    const { tables } = await seed(database);
    expect(tables.filter(({ inserted }) => inserted > 0)).toEqual([]);
  });
});

describe('one organization', () => {
  const tenant = {
    slug: 'new-distributor',
    name: 'New Distributor LLC',
    plan: 'starter',
    contact: 'Admin@NewDistributor.com',
  } as const;
  const members = () =>
    rows(`select o.name, o.contact_email, s.plan, u.email, m.role, r.key
      from organizations o join subscriptions s on s.organization_id = o.id
        join organization_settings t on t.organization_id = o.id
        join organization_members m on m.organization_id = o.id join users u on u.id = m.user_id
        join member_roles k on k.organization_id = o.id and k.user_id = m.user_id join roles r on r.id = k.role_id
      where o.slug = 'new-distributor'`);
  const made = {
    name: 'New Distributor LLC',
    contact_email: 'admin@newdistributor.com',
    plan: 'starter',
    email: 'admin@newdistributor.com',
    role: 'owner',
    key: 'admin',
  };

  test('is made with its settings, its plan and its owner', async () => {
    const { tables } = await seed({ ...database, tenant });
    expect(tables).toContainEqual({ table: 'organizations', inserted: 1, existing: 0 });
    expect(await members()).toEqual([made]);
  });

  test('that is there stays as it is: nobody becomes its owner', async () => {
    await seed({ ...database, tenant: { ...tenant, plan: 'pro', contact: 'eve@example.com' } });
    expect(await members()).toEqual([made]);
    expect(await rows(`select from users where email = 'eve@example.com'`)).toEqual([]);
  });

  test('is not seeded together with others', async () => {
    for (const others of [{ scale: 1 }, { essential: true }]) {
      await expect(seed({ ...database, tenant, ...others })).rejects.toMatchObject({
        code: 'USAGE',
      });
    }
  });
});
