import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const view = `create view sales."Notes" with (security_invoker = true) as select number from sales.orders`;
const rule = `create rule "Spy" as on update to sales."Notes" do instead update sales.orders set status = 'sent'`;

describe('0037 rewrite-rule', () => {
  test.each(['sales.orders', 'public.countries', 'internal.secrets', '"Ops"."Shift Log"'])(
    'on the table %s',
    (table) =>
      breaks('0037', {
        break: `create rule "Spy" as on insert to ${table} do also nothing`,
        expect: [{ object: `${table}."Spy"`, detail: 'rewrites INSERT', severity: 'error' }],
      }),
  );

  test('on a view that tenants write', () =>
    breaks('0037', {
      break: `${view}; grant select, update on sales."Notes" to {app}; ${rule}`,
      expect: [{ object: 'sales."Notes"."Spy"', detail: 'rewrites UPDATE' }],
      by: 'superuser',
      undo: 'drop view sales."Notes"',
    }));

  test('on a view that the owner of a lookup function writes', () =>
    breaks('0037', {
      break: `${view}; ${rule}; grant update on sales."Notes" to {owner}`,
      expect: [{ object: 'sales."Notes"."Spy"' }],
      by: 'superuser',
      undo: 'drop view sales."Notes"',
    }));

  test('not on a view that only the staff writes', () =>
    accepts({
      break: `set role {owner}; ${view}; ${rule}; grant select, update on sales."Notes" to {staff}; reset role`,
      undo: 'drop view sales."Notes"',
    }));
});
