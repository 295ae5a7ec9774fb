import type { Table } from '../catalog/catalog.ts';
import type { SqlFragment } from '../sql/fragment.ts';
import { control, ownRow, type Control, type Verb } from './controls.ts';
import { judgeRead, judgeWrite } from './judge.ts';
import { madeRows, reachOf, within, type Reach } from './reach.ts';
import type { Rights } from './rights.ts';
import { copyOf, sameRow } from './rows.ts';
import { join, raw, shown, sql } from './sql.ts';
import type { Trial } from './verdict.ts';
import type { Answer, Arena, Attacker, FreshRow, MadeRow, Side } from './types.ts';

/** A table under attack by one subject. */
export class Target {
  readonly arena: Arena;
  readonly attacker: Attacker;
  readonly table: Table;
  readonly rights: Rights;
  readonly reach: Reach;
  /** Rows that were made in it, of both tenants. */
  readonly rows: readonly MadeRow[];
  readonly #known: Map<string, Promise<unknown>>;

  constructor(arena: Arena, attacker: Attacker, table: Table, rights: Rights) {
    this.arena = arena;
    this.attacker = attacker;
    this.table = table;
    this.rights = rights;
    this.reach = reachOf(arena, attacker.subject, table);
    this.rows = [...madeRows(arena, table, 'foreign'), ...madeRows(arena, table, 'own')];
    this.#known = arena.remembered(attacker);
  }

  /** Rows that the subject must not read. */
  get unreadable(): readonly MadeRow[] {
    return this.rows.filter((row) => !within(this.reach.read, row));
  }

  /** Rows that the subject must not write. */
  get unwritable(): readonly MadeRow[] {
    return this.rows.filter((row) => !within(this.reach.write, row));
  }

  /** Rows that the subject must not write, those apart that it reads: to tell that they are there tells nothing. */
  get unwritableParts(): readonly {
    readonly rows: readonly MadeRow[];
    readonly isHidden: boolean;
  }[] {
    const isHidden = (row: MadeRow) => !within(this.reach.read, row);
    const parts = [
      { rows: this.unwritable.filter(isHidden), isHidden: true },
      { rows: this.unwritable.filter((row) => !isHidden(row)), isHidden: false },
    ];
    return parts.filter(({ rows }) => rows.length > 0);
  }

  /** SQL that is true for these rows, on columns that the attacker may name. */
  these(rows: readonly MadeRow[]): SqlFragment {
    return join(
      rows.map((row) => sql`(${sameRow(row, this.rights.selectable)})`),
      ' or ',
    );
  }

  get ident(): SqlFragment {
    return raw(this.table.ident);
  }

  get ownRow(): MadeRow | undefined {
    return ownRow(this);
  }

  /** Values for one more row. */
  fresh(side: Side): FreshRow | undefined {
    return this.arena.fresh(this.table, side);
  }

  /**
   * A row that is there, to be inserted once more: policies are asked before unique constraints.
   *
   * @returns undefined when there is none.
   */
  again(side: Side): FreshRow | undefined {
    const row = this.rows.find((made) => made.side === side);
    return row && copyOf(row);
  }

  /** Tries to read what must not be read. @param found how many rows of it the answer has. */
  async read(statement: SqlFragment, found = (answer: Found) => answer.count): Promise<Trial> {
    const answer = await this.arena.undone(() => this.attacker.try(statement));
    return judgeRead(this, statement, answer, answer.ok ? found(answer) : 0);
  }

  /**
   * Tries to write what must not be written.
   *
   * @param absent the same statement on a row that is not there: an answer that differs tells that the row exists.
   */
  async write(verb: Verb, statement: SqlFragment, absent?: SqlFragment): Promise<Trial> {
    // That rows were written is enough to know.
    const [answer, changed] = await this.attempt(statement, ({ count }) => count === 0);
    return judgeWrite(this, verb, statement, answer, changed, absent);
  }

  /**
   * @param looks whether to look at rows after such an answer.
   * @returns the answer, and whether rows are others now that the subject must not write.
   */
  async attempt(
    statement: SqlFragment,
    looks: (answer: Found) => boolean = () => true,
  ): Promise<readonly [Answer, boolean]> {
    const [answer, after] = await this.arena.undone(async () => {
      const settled = await this.#settled(await this.attacker.try(statement));
      return [settled, settled.ok && looks(settled) ? await this.#digest() : undefined] as const;
    });
    if (after === undefined) return [answer, false];
    // It is undone: this is what was there before.
    const before = await this.once(`${this.table.oid} digest`, () => this.#digest());
    return [answer, after !== before];
  }

  trial(outcome: Trial['outcome'], answer: string, statement: SqlFragment | string): Trial {
    return {
      outcome,
      answer,
      statement: typeof statement === 'string' ? statement : shown(statement),
    };
  }

  control(verb: Verb): Promise<Control> {
    return this.once(`${this.table.oid} ${verb}`, () => control(this, verb));
  }

  /** What was written may be refused when the transaction would commit. */
  async #settled(answer: Answer): Promise<Answer> {
    if (!answer.ok || answer.count === 0) return answer;
    const settled = await this.attacker.try(raw('set constraints all immediate'));
    const { pending } = this.attacker;
    const isOld = !settled.ok && !pending.ok && settled.message === pending.message;
    return settled.ok || isOld ? answer : settled;
  }

  async #digest(): Promise<string> {
    const [digest] = await this.arena.digests(this.attacker.subject, [this.table]);
    return digest ?? '';
  }

  /** What is the same for every attack of this subject. */
  once<T>(what: string, make: () => Promise<T>): Promise<T> {
    const known = this.#known.get(what) ?? make();
    this.#known.set(what, known);
    return known as Promise<T>;
  }
}

export type Found = Answer & { ok: true };
