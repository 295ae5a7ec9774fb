export { readCatalog } from './catalog/read.ts';
export type {
  Action,
  Catalog,
  Column,
  ForeignKey,
  Table,
  TypeInfo,
  Unique,
} from './catalog/catalog.ts';
