import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

const remote = `create foreign data wrapper nowhere; create server elsewhere foreign data wrapper nowhere;
  create foreign table sales.remote (account_id bigint) server elsewhere; alter foreign table sales.remote owner to {owner};
  grant select on sales.remote to {app}`;
const undo = 'drop foreign data wrapper nowhere cascade';

describe('0017 foreign-table-reached', () => {
  test('a foreign table', () =>
    breaks('0017', {
      break: remote,
      expect: [{ object: 'sales.remote', detail: 'is reached by {app}', severity: 'error' }],
      undo,
    }));

  test('not one that is declared to be everybody’s', () =>
    accepts({
      break: remote,
      config: (config) => ({ ...config, tables: { ...config.tables, 'sales.remote': 'global' } }),
      undo: `drop foreign table sales.remote; ${undo}`,
    }));
});
