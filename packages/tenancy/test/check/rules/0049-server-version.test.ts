import { expect, test } from 'vitest';
import { ruleParameters } from '../../../src/check/parameters.ts';
import { allRules, statementOf } from '../../../src/check/rules.ts';
import { onSafeDatabase } from '../break.ts';

const stories = onSafeDatabase();

// A server of an old version is not to be had: the rule is told of one.
test.each([
  [150013, '15.13 is older than 15.14'],
  [150014, undefined],
  [160009, '16.9 is older than 16.10'],
  [160010, undefined],
  [170005, '17.5 is older than 17.6'],
  [170006, undefined],
  [180000, undefined],
])('0049 server-version: %i', async (version, detail) => {
  const [rule] = allRules().filter(({ number }) => number === '0049');
  const asked = `pg_catalog.current_setting('server_version_num')::integer`;
  expect(rule?.select).toContain(asked);
  const select = rule?.select.replace(asked, String(version)) ?? '';
  const { rows } = await stories.safe.admin.query(statementOf([{ number: '0049', select }]), [
    ruleParameters(stories.safe.config),
  ]);
  expect(rows).toEqual(
    detail === undefined
      ? []
      : [{ rule: '0049', object: 'PostgreSQL', detail, fix: null, severity: null }],
  );
});
