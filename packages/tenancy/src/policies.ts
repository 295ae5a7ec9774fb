export {
  compileRls,
  expectedAccess,
  type CompileOptions,
  type LookupFunction,
} from './policies/compile.ts';
export { declaredTables, type DeclaredSubjects } from './declare/declared-tables.ts';
export type { DefinerAccess } from './policies/definer-access.ts';
export { defaultRoles, type Roles } from './policies/roles.ts';
export { contextKeySql } from './policies/context-key.ts';
export { searchPath } from './policies/search-path.ts';
