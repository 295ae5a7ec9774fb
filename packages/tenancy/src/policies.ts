export {
  compileRls,
  type CompileOptions,
  type DefinerAccess,
  type LookupFunction,
} from './policies/compile.ts';
export { defaultRoles, type Roles } from './policies/roles.ts';
export { contextKeySql } from './policies/context-key.ts';
export { searchPath } from './policies/search-path.ts';
