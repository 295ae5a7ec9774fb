import { beforeAll, describe, expect, it } from 'vitest';
import { type Finding, lintTree } from './lint-tree.ts';

/** Where code stands, and the code. A place that ends with a slash is a folder: the file gets a name. */
export type Case = readonly [place: string, code: string];

/**
 * A suite for one rule: every case is a file of its own, and all of them are linted in one run.
 * @param rule as oxlint prints it, `plugin(rule)`
 * @param cases what must be refused, and what must pass
 */
export function ruleSuite(
  rule: string,
  cases: { readonly refused: readonly Case[]; readonly passes: readonly Case[] },
): void {
  const refused = cases.refused.map((item, index) => fixture(item, `refused-${index}`));
  const passes = cases.passes.map((item, index) => fixture(item, `passes-${index}`));
  let findings: readonly Finding[] = [];
  const rulesIn = (path: string) =>
    findings
      .filter(({ filename }) => filename === path)
      .map(({ code }) => code ?? 'does not parse');

  beforeAll(() => {
    findings = lintTree(
      Object.fromEntries([...refused, ...passes].map((item) => [item.path, item.code])),
    );
  });

  describe(`${rule} refuses`, () => {
    it.each(refused)('$place $code', ({ path }) => expect(rulesIn(path)).toContain(rule));
  });
  describe(`${rule} passes`, () => {
    it.each(passes)('$place $code', ({ path }) => {
      expect(rulesIn(path)).not.toContain(rule);
      expect(rulesIn(path)).not.toContain('does not parse');
    });
  });
}

function fixture([place, code]: Case, name: string) {
  return { place, code, path: place.endsWith('/') ? `${place}${name}.ts` : place };
}
