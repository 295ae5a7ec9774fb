import { quoteLiteral } from '../../../catalog/quote.ts';
import { minedLiterals, type Seed } from './seed.ts';
import { typeNameOf } from './type-name.ts';

const nows: Readonly<Record<string, string>> = {
  date: 'current_date',
  'timestamp without time zone': 'localtimestamp',
  'timestamp with time zone': 'now()',
};

const distances = ['1 hour', '1 day', '7 days', '1 month', '1 year', '20 years'];

export function isTime(type: string): boolean {
  const { name } = typeNameOf(type);
  return name in nows || name.startsWith('time ') || name.startsWith('interval');
}

/** Dates and times about now, about what the conditions name, and in distances that they name. */
export function times(type: string, seed: Seed): readonly string[] {
  const { name } = typeNameOf(type);
  if (name.startsWith('interval')) return intervals(seed);
  const now = nows[name];
  if (now === undefined) return timesOfDay(type, seed);
  const mined = minedLiterals(seed, type).map((literal) => `${literal}::${type}`);
  const steps = [...minedIntervals(seed), ...distances.map(quoteLiteral)];
  const years = seed.hints.numbers.filter((n) => Number.isInteger(n) && n > 0 && n < 10_000);
  const apart = `${seed.ordinal} * interval '${name === 'date' ? '1 day' : '1 minute'}'`;
  const first = isEnd(seed.name) ? `${now} + interval '1 year'` : now;
  return [
    seed.distinct ? `${first} + ${apart}` : first,
    ...mined.flatMap((literal) => [
      literal,
      `${literal} + interval '1 day'`,
      `${literal} - interval '1 day'`,
    ]),
    ...steps.flatMap((step) => [`${now} + interval ${step}`, `${now} - interval ${step}`]),
    ...['hour', 'day', 'week', 'month', 'year'].map((unit) => `date_trunc('${unit}', ${now})`),
    ...spread(mined),
    ...Array.from({ length: 7 }, (_, at) => `${now} + ${at + 1} * interval '1 day'`),
    ...Array.from({ length: 12 }, (_, at) => `${now} + ${at + 1} * interval '1 month'`),
    ...years.flatMap((year) => [`make_date(${year}, 7, 1)`, `make_date(${year + 1}, 7, 1)`]),
    `${now} + ${apart}`,
    `${now} - ${apart}`,
    ...Array.from(
      { length: 12 },
      () => `${now} + ${seed.random.integer(1, 5000)} * interval '1 day'`,
    ),
    ...mined.map((literal) => `${literal} + ${apart}`),
    `'infinity'`,
    `'-infinity'`,
  ];
}

/** Whether a time of this name is when a row is over. */
function isEnd(name: string): boolean {
  return /expir|until|deadline|due|valid_?to|ends?(?:_|$)|End|_to$|keep/.test(name);
}

/** Times between each one and the next: in every month of a year, on every day of a month. */
function spread(mined: readonly string[]): readonly string[] {
  return mined.slice(1).flatMap((to, at) => {
    const from = mined[at] ?? to;
    return Array.from(
      { length: 27 },
      (_, nth) => `${from} + (${to}::timestamptz - ${from}::timestamptz) * ${(nth + 1) / 28}`,
    );
  });
}

function timesOfDay(type: string, seed: Seed): readonly string[] {
  const mined = minedLiterals(seed, type).map((literal) => `${literal}::${type}`);
  const some = `time '12:00' + ${seed.ordinal} * interval '1 second'`;
  const zoned = typeNameOf(type).name === 'time with time zone';
  return [
    zoned ? `(current_date + (${some}))::timestamptz` : some,
    ...mined.flatMap((literal) => [
      literal,
      `${literal} + interval '1 minute'`,
      `${literal} - interval '1 minute'`,
    ]),
    ...['12:00', '00:00', '23:59', '09:00', '17:00'].map(quoteLiteral),
  ];
}

function intervals(seed: Seed): readonly string[] {
  const mined = minedIntervals(seed).map((literal) => `interval ${literal}`);
  return [
    `interval '1 hour' + ${seed.ordinal} * interval '1 second'`,
    ...mined.flatMap((literal) => [
      literal,
      ...['1 second', '1 minute', '1 day'].flatMap((step) => [
        `${literal} + interval '${step}'`,
        `${literal} - interval '${step}'`,
      ]),
      `${literal} * 2`,
      `${literal} / 2`,
    ]),
    ...['1 minute', '0', '-1 day', ...distances].map((text) => `interval ${quoteLiteral(text)}`),
  ];
}

function minedIntervals(seed: Seed): readonly string[] {
  return minedLiterals(seed, 'interval');
}
