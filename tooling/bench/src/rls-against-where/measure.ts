import type pg from 'pg';
import type { BenchDatabase } from '../dataset/database.ts';
import { queries, type Query } from './queries.ts';
import { byHand, underPolicies, type Side } from './side.ts';

/*
 * What row security costs in the server, query by query.
 *
 * Server time is what the server itself says a statement took: `log_duration`, sent to the client as a message. It is
 * whole: parsing, rewriting, planning, executing, and giving out the rows, in µs. EXPLAIN ANALYZE would leave out
 * parsing and the rewriting, which is where policies are put into a query, and pg_stat_statements the same. Not in it:
 * the network, and what a unit does around its statement, which the contestants' benchmark measures.
 *
 * Both sides use the extended protocol with unnamed statements, as Drizzle on node-postgres does, so that each
 * statement is planned for its parameters. Every transaction is rolled back: each repetition finds the same rows.
 */

/** Medians, in µs. The parts are the messages of the protocol. */
export interface ServerTime {
  /** Parse: parsing, analysing, rewriting. */
  readonly parse: number;
  /** Bind: planning. */
  readonly bind: number;
  readonly execute: number;
  /** The median of the sums, not the sum of the medians. */
  readonly total: number;
  /** The tenth percentile of the sums: what it takes when nothing else wants the processor. */
  readonly fast: number;
}

export interface Comparison {
  readonly query: string;
  readonly byHand: ServerTime;
  readonly underPolicies: ServerTime;
  /** Under policies by hand: 1.05 is five percent more. */
  readonly ratio: number;
  /** Under policies minus by hand, in µs. */
  readonly difference: number;
  /** The middle half of the differences of the pairs, in µs. */
  readonly differenceQuartiles: readonly [number, number];
  readonly pairs: number;
  /** What it is held against: a ratio where the hand-written query takes over 1 ms, µs where it takes less. */
  readonly bar: { readonly ratio: number } | { readonly difference: number };
  readonly holds: boolean;
}

export interface MeasureOptions {
  /** How often each query is asked by both. Default 1,000. */
  readonly pairs?: number;
  /** Pairs before that, which do not count. Default 50. */
  readonly warmUp?: number;
  /** Whose rows: the n-th organization's. Default 500. */
  readonly organization?: number;
  readonly only?: readonly Query[];
  /** Called when a query is done. */
  readonly onComparison?: (comparison: Comparison) => void;
}

const maximum = { ratio: 1.05, difference: 40 };

/** Each of the ten queries, asked in turns by both sides; who goes first alternates. About half a minute. */
export async function measureRlsAgainstWhere(
  database: BenchDatabase,
  options: MeasureOptions = {},
): Promise<readonly Comparison[]> {
  // To this client alone, not into the server's log.
  const settings = { log_duration: 'on', client_min_messages: 'log', log_min_messages: 'fatal' };
  const sides = [
    await byHand(database, settings),
    await underPolicies(database, settings),
  ] as const;
  try {
    const comparisons: Comparison[] = [];
    for (const query of options.only ?? queries) {
      const comparison = await compare(query, sides, options);
      options.onComparison?.(comparison);
      comparisons.push(comparison);
    }
    return comparisons;
  } finally {
    for (const { client } of sides) await client.end();
  }
}

async function compare(
  query: Query,
  [hand, policies]: readonly [Side, Side],
  { pairs = 1000, warmUp = 50, organization = 500 }: MeasureOptions,
): Promise<Comparison> {
  const ofHand: Durations[] = [];
  const ofPolicies: Durations[] = [];
  for (let i = -warmUp; i < pairs; i += 1) {
    const turns = [
      async () => ofHand.push(await timeOf(hand, query, organization)),
      async () => ofPolicies.push(await timeOf(policies, query, organization)),
    ];
    for (const turn of i % 2 === 0 ? turns : turns.toReversed()) await turn();
  }
  return judge(query.name, ofHand.slice(warmUp), ofPolicies.slice(warmUp));
}

/** Of Parse, Bind and Execute, in µs. */
type Durations = readonly [number, number, number];

async function timeOf(side: Side, query: Query, organization: number): Promise<Durations> {
  const { text, values } = side.statement(query, organization);
  return side.inTransaction(organization, async () => {
    const found: number[] = [];
    const note = ({ message = '' }) => {
      const [, milliseconds] = /^duration: ([\d.]+) ms$/.exec(message) ?? [];
      if (milliseconds !== undefined) found.push(Number(milliseconds) * 1000);
    };
    side.client.on('notice', note);
    await side.client.query(extended(text, values));
    side.client.off('notice', note);
    if (found.length !== 3)
      throw new Error(`${found.length} durations instead of 3: ${query.name}`);
    return found as unknown as Durations;
  });
}

/** By the extended protocol also without parameters, where pg would take the simple one. Its types do not know. */
const extended = (text: string, values: readonly unknown[]): pg.QueryConfig =>
  Object.assign({ text, values: [...values] }, { queryMode: 'extended' });

function judge(
  query: string,
  ofHand: readonly Durations[],
  ofPolicies: readonly Durations[],
): Comparison {
  const byHandTime = serverTime(ofHand);
  const underPoliciesTime = serverTime(ofPolicies);
  const ratio = underPoliciesTime.total / byHandTime.total;
  const difference = underPoliciesTime.total - byHandTime.total;
  const differences = ofHand.map((one, i) => sum(ofPolicies[i]!) - sum(one));
  const isLong = byHandTime.total > 1000;
  return {
    query,
    byHand: byHandTime,
    underPolicies: underPoliciesTime,
    ratio,
    difference,
    differenceQuartiles: [quantile(differences, 0.25), quantile(differences, 0.75)],
    pairs: ofHand.length,
    bar: isLong ? { ratio: maximum.ratio } : { difference: maximum.difference },
    holds: isLong ? ratio <= maximum.ratio : difference <= maximum.difference,
  };
}

function serverTime(all: readonly Durations[]): ServerTime {
  const median = (of: (durations: Durations) => number) => quantile(all.map(of), 0.5);
  return {
    parse: median(([parse]) => parse),
    bind: median(([, bind]) => bind),
    execute: median(([, , execute]) => execute),
    total: median(sum),
    fast: quantile(all.map(sum), 0.1),
  };
}

const sum = (durations: Durations) => durations.reduce((total, each) => total + each, 0);

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}
