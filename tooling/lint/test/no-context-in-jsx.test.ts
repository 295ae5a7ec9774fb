import { type Case, ruleSuite } from './rule-suite.ts';

const call = `import { withTenant } from '@startkit/database';
export default async function load() { return await withTenant(ctx, () => null); }`;
const user = call.replaceAll('withTenant', 'withUser');
const aliased = `import { withTenant as inTenant } from '@startkit/database';
export const load = () => inTenant(ctx, () => null);`;
const namespaced = `import * as database from '@startkit/database';
export const load = () => database.withTenant(ctx, () => null);`;

ruleSuite('startkit(no-context-in-jsx)', {
  refused: [
    ['apps/web/src/app/layout.tsx', call],
    ['apps/web/src/app/page.tsx', call],
    ['apps/web/src/app/template.tsx', call],
    ['apps/web/src/app/orders/page.ts', call],
    ['apps/web/src/app/orders/layout.js', call],
    ['apps/web/src/components/orders.tsx', call],
    ['apps/web/src/components/users.tsx', user],
    ['apps/web/src/components/aliased.tsx', aliased],
    ['apps/web/src/components/namespaced.tsx', namespaced],
  ],
  passes: [
    ...['data/orders.ts', 'app/api/orders/route.ts', 'data/page-size.ts'].map((path): Case => [
      `apps/web/src/${path}`,
      call,
    ]),
    ['apps/web/test/orders.test.tsx', call],
    ['apps/web/src/data/orders.test.tsx', call],
    ['apps/worker/src/', call],
    ['apps/web/src/components/hint.tsx', "export const hint = 'withTenant';"],
    ['apps/web/src/components/text.tsx', 'export const Text = () => <p>withTenant</p>;'],
  ],
});
