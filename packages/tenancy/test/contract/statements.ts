import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import {
  ExclusionViolationError,
  RowSecurityError,
  UniqueViolationError,
  withDeleted,
} from '../../src/index.ts';
import { acme, globex, notes, projects } from '../support/schema.ts';
import type { Fixture } from './fixture.ts';

export function statementsContract({ client, db, inAcme, inGlobex, names }: Fixture): void {
  describe('values', () => {
    test('come back as Drizzle maps them', async () => {
      const values = {
        name: `O'Brien "quoted" \\ ü`,
        size: 7,
        price: '19.99',
        tags: ['a b', 'c"d', '\\'],
        settings: { color: 'red' },
        startsOn: '2026-01-31',
      };
      const [row] = await inAcme(() => db().insert(projects).values(values).returning());
      expect(row).toMatchObject({ ...values, organizationId: acme.id, deletedAt: null });
      expect(row!.createdAt).toBeInstanceOf(Date);
      await inAcme(() => db().delete(projects).where(eq(projects.id, row!.id)));
    });

    test('raw statements give rows, command and count', async () => {
      const result = await inAcme(() =>
        client().query('update projects set size = $1 where name = $2', [9, 'Acme 1']),
      );
      expect(result).toMatchObject({ command: 'UPDATE', rowCount: 1 });
      const read = await inAcme(() => client().query('select 1 as one, null as nothing'));
      expect(read.rows).toEqual([{ one: 1, nothing: null }]);
    });

    test('relations', async () => {
      await inAcme(async () => {
        const drizzle = db();
        const [project] = await drizzle.select().from(projects).where(eq(projects.name, 'Acme 2'));
        await drizzle.insert(notes).values({ projectId: project!.id, body: 'hello' });
        const found = await drizzle.query.projects.findFirst({
          where: eq(projects.name, 'Acme 2'),
          with: { notes: true },
        });
        expect(found!.notes.map((note) => note.body)).toEqual(['hello']);
      });
    });

    test('more parameters than the protocol counts are refused before anything is sent', async () => {
      const values = Array.from({ length: 65_536 }, (_, i) => i);
      await expect(inAcme(() => client().query('select 1', values))).rejects.toMatchObject({
        code: 'STATEMENT_INVALID',
      });
    });
  });

  describe('writes', () => {
    test('into another tenant are refused with a named error', async () => {
      const insert = inAcme(() =>
        db().insert(projects).values({ organizationId: globex.id, name: 'x' }),
      );
      await expect(insert).rejects.toThrow(RowSecurityError);
      const move = inAcme(() => db().update(projects).set({ organizationId: globex.id }));
      await expect(move).rejects.toThrow(RowSecurityError);
      expect(await inGlobex(names)).toHaveLength(3);
    });

    test('on another tenant’s rows find nothing', async () => {
      const result = await inAcme(() =>
        client().query(`update projects set name = 'x' where name like 'Globex%'`),
      );
      expect(result.rowCount).toBe(0);
    });

    test('a duplicate is a named error with table and constraint, and the connection goes on', async () => {
      const duplicate = () => db().insert(projects).values({ name: 'Acme 1' });
      await expect(inAcme(duplicate)).rejects.toMatchObject({
        code: 'UNIQUE_VIOLATION',
        sqlState: '23505',
        table: 'projects',
        constraint: 'projects_name_key',
        // Under row security the server withholds the key, columns and values.
        columns: [],
      });
      await expect(inAcme(duplicate)).rejects.toThrow(UniqueViolationError);
      expect(await inAcme(names)).toHaveLength(3);
    });

    test('a row that excludes another is a named error with table and constraint', async () => {
      const startsOn = '2026-02-01';
      const both = () =>
        db()
          .insert(projects)
          .values([
            { name: 'first', startsOn },
            { name: 'second', startsOn },
          ]);
      await expect(inAcme(both)).rejects.toMatchObject({
        code: 'EXCLUSION_VIOLATION',
        sqlState: '23P01',
        table: 'projects',
        constraint: 'projects_starts_on_excl',
        columns: [],
      });
      await expect(inAcme(both)).rejects.toThrow(ExclusionViolationError);
      expect(await inAcme(names)).toHaveLength(3);
    });

    test('a batch is all or nothing', async () => {
      const batch = inAcme(() =>
        client().batch([
          { text: `insert into projects (name) values ('batched')` },
          { text: `insert into projects (name) values ('Acme 1')` },
        ]),
      );
      await expect(batch).rejects.toThrow(UniqueViolationError);
      expect(await inAcme(names)).not.toContain('batched');
      const [one, two] = await inAcme(() =>
        client().batch([{ text: 'select 1 as n' }, { text: 'select $1::int as n', values: [2] }]),
      );
      expect([one!.rows, two!.rows]).toEqual([[{ n: 1 }], [{ n: 2 }]]);
    });

    test('append-only rows cannot be changed', async () => {
      await inAcme(() => client().query(`insert into entries (action) values ('made')`));
      const change = inAcme(() => client().query(`update entries set action = 'x'`));
      await expect(change).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    });
  });

  describe('soft delete', () => {
    test('hides, shows and restores, also inside a transaction', async () => {
      await inAcme(async () => {
        const drizzle = db();
        const mark = (deletedAt: Date | null) =>
          withDeleted(() =>
            drizzle.update(projects).set({ deletedAt }).where(eq(projects.name, 'Acme 3')),
          );
        await mark(new Date());
        expect(await names()).not.toContain('Acme 3');
        expect(await withDeleted(names)).toContain('Acme 3');
        await drizzle.transaction(async () => {
          expect(await names()).not.toContain('Acme 3');
          expect(await withDeleted(names)).toContain('Acme 3');
          expect(await names()).not.toContain('Acme 3');
          await mark(null);
        });
        expect(await names()).toContain('Acme 3');
      });
    });
  });
}
