import type { RuleTester } from 'oxlint/plugins-dev';

// oxlint exports its tester but not the types of a rule; they are read off the tester.
export type Rule = Parameters<RuleTester['run']>[1];

/** Any syntax node, read by its `type`. oxlint's own union of 200 interfaces cannot be walked generically. */
// oxlint-disable-next-line typescript/no-explicit-any -- see above
export type AnyNode = any;
