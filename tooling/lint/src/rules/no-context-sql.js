/**
 * Guards: SQL that sets context, role or session state is written in the engine and in migrations only:
 * set_config, SET LOCAL / SESSION / ROLE / app.*, SET search_path / row_security, RESET ROLE / ALL, DISCARD ALL.
 *
 * A timeout for the length of a transaction (SET LOCAL lock_timeout) is neither and passes.
 *
 * Why: context values are set by the engine alone, signed and confirmed. A value set beside it is refused by
 * the database at best, and leaks to the next user of the connection at worst.
 *
 * Cannot prove: text put together at run time ('set ' + 'role x', a hole where the keyword stands), text in
 * other files, functions in the database that set values. A label worded like a statement ('Reset all') is
 * refused as well: word it differently. It guards against mistakes; the signature of the
 * context is what stands against injection.
 */

const COMMENT = /\/\*[\s\S]*?\*\/|--[^\n]*/g;

// A statement begins at the text's start, after a semicolon, in a quoted or dollar-quoted body, or in a block.
const START = /(?:^|[;'$]|\b(?:begin|then|else|loop)\b)\s*/.source;
const END = /\s*(?:$|[;'$])/.source;
const VALUE = /(?:to\s+|=\s*)?(?:"[^"]*"|'[^']*'|\$?\w+)/.source + END;
const STATEMENTS = [
  /\bset_config\b/i,
  new RegExp(`${START}set\\s+(?:local\\s+|session\\s+)?role\\s+(?:$|${VALUE})`, 'i'),
  new RegExp(
    `${START}set\\s+(?:session|local(?!\\s+\\w+_timeout\\b))\\s+[\\w."$]+\\s*(?:=|\\bto\\b)`,
    'i',
  ),
  new RegExp(`${START}set\\s+(?:search_path|row_security|session_\\w+)\\s*(?:=|\\bto\\b)`, 'i'),
  new RegExp(`${START}set\\s+(?:local\\s+|session\\s+)?"?app"?\\s*\\.`, 'i'),
  new RegExp(`${START}set\\s+(?:local\\s+)?session\\s+(?:authorization|characteristics)\\b`, 'i'),
  new RegExp(
    `${START}reset\\s+(?:(?:role|all|session\\s+authorization)${END}|"?app"?\\s*\\.)`,
    'i',
  ),
  new RegExp(`${START}discard\\s+all\\b`, 'i'),
];

/** @type {import('../types.d.ts').Rule} */
export default {
  create(context) {
    /** @param {import('../types.d.ts').AnyNode} node @param {string} text */
    const inspect = (node, text) => {
      const sql = text.replace(COMMENT, ' ');
      if (!STATEMENTS.some((statement) => statement.test(sql))) return;
      context.report({
        node,
        message:
          'Context, role and session settings are set by the engine only. Run the work inside withTenant or withUser.',
      });
    };
    return {
      Literal(node) {
        if (typeof node.value === 'string') inspect(node, node.value);
      },
      TemplateLiteral(node) {
        // A hole is a value or a name, never a keyword: it stands as one word.
        inspect(node, node.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw).join('$0'));
      },
    };
  },
};
