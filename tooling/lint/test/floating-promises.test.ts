import { type Case, ruleSuite } from './rule-suite.ts';

const header = `import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
const projects = pgTable('projects', { id: uuid('id'), name: text('name').notNull() });
const sql = postgres('postgres://localhost/test');
const db = drizzle(sql, { schema: { projects } });
const plain = async () => await Promise.resolve(1);
`;

/** The ways a statement or a promise is forgotten: nothing here says how it is used. */
const thenables = [
  'db.select().from(projects)',
  "db.insert(projects).values({ name: 'a' })",
  "db.update(projects).set({ name: 'b' })",
  'db.delete(projects)',
  'db.query.projects.findMany()',
  'sql`select 1`',
  'plain()',
  "db.execute('select 1')",
  'db.transaction(async (tx) => await tx.select().from(projects))',
  "sql.unsafe('select 1')",
];

const within = (use: (thenable: string) => string): Case[] =>
  thenables.map((thenable) => [
    'packages/database/src/',
    `${header}export async function run() {\n  ${use(thenable)}\n}\nexport const use = [db, projects, sql, plain];`,
  ]);

ruleSuite('typescript(no-floating-promises)', {
  refused: [...within((it) => `${it};`), ...within((it) => `void ${it};`)],
  passes: [
    ...within((it) => `await ${it};`),
    ...within((it) => `return ${it};`),
    ...within((it) => `await Promise.all([${it}]);`),
  ],
});
