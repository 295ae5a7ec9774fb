import type { Catalog, Table } from '../catalog/catalog.ts';
import type { TenancyConfig } from '../config/config.ts';
import type { SqlFragment } from '../sql/fragment.ts';
import type { Cast } from './cast.ts';
import { digests } from './digest.ts';
import { exchanged, opposite } from './exchanged.ts';
import { markersOf, type Markers } from './markers.ts';
import { readRights, type Rights } from './rights.ts';
import type { Session } from './session.ts';
import type { Answer, Arena, Attacker, AttackingSubject, Filled, FreshRow, Side } from './types.ts';

export interface ArenaOptions {
  readonly session: Session;
  readonly catalog: Catalog;
  readonly config: TenancyConfig;
  readonly filled: Filled;
  /** Whom the session is. */
  readonly cast: Cast;
  /** Values for one more row, by oid and side. */
  readonly fresh: ReadonlyMap<string, FreshRow>;
}

/** The rows, as a side sees them. */
interface Seen {
  readonly filled: Filled;
  readonly markers: Markers;
}

function seenBy(catalog: Catalog, filled: Filled): Seen {
  return { filled, markers: markersOf(catalog, filled) };
}

/** One session, and what attacks need to know of it. */
export class ProofArena implements Arena {
  readonly catalog: Catalog;
  readonly config: TenancyConfig;
  readonly cast: Cast;
  readonly #session: Session;
  readonly #fresh: ReadonlyMap<string, FreshRow>;
  readonly #rights = new Map<string, (oid: number) => Rights>();
  readonly #remembered = new WeakMap<Attacker, Map<string, Promise<unknown>>>();
  readonly #sides: Readonly<Record<Side, Seen>>;
  /** The side that is acted for. */
  #side: Side = 'own';
  #inside = false;

  constructor(options: ArenaOptions) {
    this.catalog = options.catalog;
    this.config = options.config;
    this.#sides = {
      own: seenBy(options.catalog, options.filled),
      foreign: seenBy(options.catalog, exchanged(options.filled)),
    };
    this.cast = options.cast;
    this.#session = options.session;
    this.#fresh = options.fresh;
  }

  get filled(): Filled {
    return this.#sides[this.#side].filled;
  }

  get markers(): Markers {
    return this.#sides[this.#side].markers;
  }

  async as<T>(subject: AttackingSubject, fn: (attacker: Attacker) => Promise<T>): Promise<T> {
    if (this.#inside) throw new Error('Somebody attacks already.');
    const attacker = await this.cast.enter(subject);
    this.#inside = true;
    this.#side = subject.isOther ? 'foreign' : 'own';
    try {
      return await this.#session.undone(() => fn(attacker));
    } finally {
      this.#inside = false;
      this.#side = 'own';
    }
  }

  asAdmin<T>(fn: () => Promise<T>): Promise<T> {
    return this.cast.asAdmin(fn);
  }

  digests(subject: AttackingSubject, tables: readonly Table[]): Promise<readonly string[]> {
    if (this.filled.areCommitted) return Promise.resolve(tables.map(() => ''));
    return this.asAdmin(() => digests(this, subject, tables));
  }

  withoutForeignKeys<T>(table: Table, fn: () => Promise<T>): Promise<T> {
    return this.cast.withoutForeignKeys(table, fn);
  }

  undone<T>(fn: () => Promise<T>): Promise<T> {
    if (this.#inside) return this.#session.undone(fn);
    this.cast.leave();
    return this.#session.undone(async () => {
      try {
        return await fn();
      } finally {
        this.cast.leave();
      }
    });
  }

  try(statement: SqlFragment): Promise<Answer> {
    return this.#session.try(statement);
  }

  rows<Row>(statement: SqlFragment): Promise<readonly Row[]> {
    return this.#session.rows<Row>(statement);
  }

  fresh(table: Table, side: Side): FreshRow | undefined {
    const isOther = this.#side === 'foreign';
    return this.#fresh.get(`${table.oid} ${isOther ? opposite[side] : side}`);
  }

  get copiesIn(): boolean {
    return this.#session.copiesIn;
  }

  remembered(attacker: Attacker): Map<string, Promise<unknown>> {
    const known = this.#remembered.get(attacker) ?? new Map<string, Promise<unknown>>();
    this.#remembered.set(attacker, known);
    return known;
  }

  async rights(attacker: Attacker): Promise<(oid: number) => Rights> {
    const { tables, views } = this.catalog;
    const known = this.#rights.get(attacker.role);
    if (known) return known;
    const oids = [...tables, ...views].map(({ oid }) => oid);
    const rights = await readRights(this.#session, oids);
    this.#rights.set(attacker.role, rights);
    return rights;
  }
}
