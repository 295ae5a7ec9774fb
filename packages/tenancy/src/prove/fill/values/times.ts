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
  return name in nows || name.startsWith('time ') || name === 'interval';
}

/** Dates and times about now, about what the conditions name, and in distances that they name. */
export function times(type: string, seed: Seed): readonly string[] {
  const { name } = typeNameOf(type);
  if (name === 'interval') return intervals(seed);
  const now = nows[name];
  if (now === undefined) return timesOfDay(type, seed);
  const mined = minedLiterals(seed, type).map((literal) => `${literal}::${type}`);
  const steps = [...minedIntervals(seed), ...distances.map(quoteLiteral)];
  const apart = `${seed.ordinal} * interval '${name === 'date' ? '1 day' : '1 minute'}'`;
  return [
    seed.distinct ? `${now} + ${apart}` : now,
    ...mined.flatMap((literal) => [
      literal,
      `${literal} + interval '1 day'`,
      `${literal} - interval '1 day'`,
    ]),
    ...steps.flatMap((step) => [`${now} + interval ${step}`, `${now} - interval ${step}`]),
    ...['hour', 'day', 'week', 'month', 'year'].map((unit) => `date_trunc('${unit}', ${now})`),
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
    ...mined.flatMap((literal) => [literal, `${literal} * 2`, `${literal} / 2`]),
    ...['1 minute', '0', '-1 day', ...distances].map((text) => `interval ${quoteLiteral(text)}`),
  ];
}

function minedIntervals(seed: Seed): readonly string[] {
  return minedLiterals(seed, 'interval');
}
