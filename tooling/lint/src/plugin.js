/**
 * The oxlint plugin `startkit`: the import boundaries and the tenancy rules of this repository.
 * A rule says *what* it refuses; *where* it applies stands in `.oxlintrc.json`.
 *
 * Plain JavaScript, because oxlint loads plugins with Node itself and Node 20 strips no types.
 */
import importDirection from './rules/import-direction.js';
import noContextInJsx from './rules/no-context-in-jsx.js';
import noContextSql from './rules/no-context-sql.js';
import noDatabaseClient from './rules/no-database-client.js';
import noDeepImport from './rules/no-deep-import.js';
import noProcessEnv from './rules/no-process-env.js';
import noSharedCache from './rules/no-shared-cache.js';
import noSuperadminDb from './rules/no-superadmin-db.js';

export default {
  meta: { name: 'startkit' },
  rules: {
    'import-direction': importDirection,
    'no-context-in-jsx': noContextInJsx,
    'no-context-sql': noContextSql,
    'no-database-client': noDatabaseClient,
    'no-deep-import': noDeepImport,
    'no-process-env': noProcessEnv,
    'no-shared-cache': noSharedCache,
    'no-superadmin-db': noSuperadminDb,
  },
};
