export {
  createTestDatabase,
  type TestDatabase,
  type TestDatabaseOptions,
} from './testing/test-database.ts';
