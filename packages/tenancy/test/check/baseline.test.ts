import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expiryDay, readBaseline, writeBaseline } from '../../src/check/baseline-file.ts';
import { acceptFindings, dayOf, isFailing, reviewReport } from '../../src/check/baseline.ts';
import { fingerprintOf } from '../../src/check/finding.ts';
import { checkReport, finding } from '../report/examples.ts';

const today = '2026-03-31';
const one = finding();
const other = finding({ object: 'sales.customers' });
const entry = { fingerprint: fingerprintOf(one), reason: 'moves in May', expires: '2026-05-31' };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baseline-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a finding that is in the baseline does not count', () => {
  const review = reviewReport(checkReport([one, other]), [entry], today);
  expect(review.counted).toEqual([other]);
  expect(review.accepted).toEqual([{ finding: one, entry }]);
});

test('another detail is another finding', () => {
  const worse = finding({ detail: 'row level security is off, and PUBLIC may read it' });
  const review = reviewReport(checkReport([worse]), [entry], today);
  expect(review.counted).toEqual([worse]);
  expect(review.stale).toEqual([entry]);
});

test('it is accepted through the last day, in UTC, and not a day longer', () => {
  const on = (day: string) => reviewReport(checkReport([one]), [entry], day);
  expect(on('2026-05-31').counted).toEqual([]);
  expect(on('2026-06-01').counted).toEqual([one]);
  expect(on('2026-06-01').expired).toEqual([{ finding: one, entry }]);
  expect(dayOf(new Date('2026-05-31T23:59:59.999Z'))).toBe('2026-05-31');
  expect(dayOf(new Date('2026-06-01T01:00:00+02:00'))).toBe('2026-05-31');
});

test('an entry that matches nothing is stale, but not when its rule was not run', () => {
  const report = checkReport([]);
  expect(reviewReport(report, [entry], today).stale).toEqual([entry]);
  expect(reviewReport({ ...report, rules: ['0002'] }, [entry], today).stale).toEqual([]);
  const ofNoRule = { ...entry, fingerprint: '9999 sales.orders: gone' };
  expect(reviewReport(report, [ofNoRule], today).stale).toEqual([ofNoRule]);
});

test('what fails: what is bad enough; where notes fail, stale entries too', () => {
  const note = reviewReport(checkReport([finding({ severity: 'note' })]), [], today);
  expect(isFailing(note, 'warning')).toBe(false);
  expect(isFailing(note, 'note')).toBe(true);
  const warning = reviewReport(checkReport([finding({ severity: 'warning' })]), [], today);
  expect(isFailing(warning, 'error')).toBe(false);
  expect(isFailing(warning, 'warning')).toBe(true);
  const stale = reviewReport(checkReport([]), [entry], today);
  expect(isFailing(stale, 'warning')).toBe(false);
  expect(isFailing(stale, 'note')).toBe(true);
});

test('accepting replaces what was accepted before, and keeps the rest in order', () => {
  const kept = { ...entry, fingerprint: fingerprintOf(other) };
  const baseline = acceptFindings([entry, kept], [one], 'moves in June', '2026-06-30');
  expect(baseline).toEqual([kept, { ...entry, reason: 'moves in June', expires: '2026-06-30' }]);
});

test('what is written is read again, and nothing else is left behind', () => {
  const file = join(folder, 'kept.json');
  writeBaseline(file, [entry]);
  expect(readBaseline(file, today)).toEqual([entry]);
  expect(readdirSync(folder)).toEqual(['kept.json']);
  expect(readFileSync(file, 'utf8')).toMatch(/^\{\n {2}"version": 1,\n[\s\S]*\}\n$/);
});

test.each([
  ['no reason', { ...entry, reason: undefined }, /accepted\[0\]\.reason: expected string/],
  ['an empty reason', { ...entry, reason: '  ' }, /accepted\[0\]\.reason: there is no reason/],
  ['no date', { ...entry, expires: undefined }, /accepted\[0\]\.expires: expected string/],
  ['a day that is none', { ...entry, expires: '2026-02-30' }, /expires: expected a day/],
  ['another way to write it', { ...entry, expires: '31.5.2026' }, /expires: expected a day/],
  ['a time', { ...entry, expires: '2026-05-31T00:00' }, /expires: expected a day/],
  ['a year and a day', { ...entry, expires: '2027-04-01' }, /more than a year ahead: 2027-03-31/],
  ['a field too many', { ...entry, until: 'x' }, /accepted\[0\]\.until: there is no such field/],
])('an entry with %s is an error that names it', (_, wrong, message) => {
  const file = join(folder, 'wrong.json');
  writeFileSync(file, JSON.stringify({ version: 1, accepted: [wrong] }));
  expect(() => readBaseline(file, today)).toThrow(message);
});

test('an entry that has expired is no error', () => {
  const file = join(folder, 'expired.json');
  writeBaseline(file, [{ ...entry, expires: '2020-01-01' }]);
  expect(readBaseline(file, today)).toHaveLength(1);
});

test('what is listed twice, of another version, no JSON, or not there: errors', () => {
  const reading = (text: string) => () => {
    const file = join(folder, 'text.json');
    writeFileSync(file, text);
    return readBaseline(file, today);
  };
  const twice = { version: 1, accepted: [entry, entry] };
  expect(reading(JSON.stringify(twice))).toThrow('accepted[1].fingerprint: is listed twice');
  expect(reading(JSON.stringify({ version: 2, accepted: [] }))).toThrow('version: expected 1');
  expect(reading('{')).toThrow('is not JSON');
  expect(() => readBaseline(join(folder, 'none.json'), today)).toThrow('cannot be read');
});

test('a leap day ends on one, or with the year after it', () => {
  expect(() => expiryDay('2029-03-01', '2028-02-29')).toThrow('more than a year');
  expect(expiryDay('2029-02-28', '2028-02-29')).toBe('2029-02-28');
  expect(() => expiryDay('2026-03-30', today)).toThrow('that day is over');
  expect(expiryDay(today, today)).toBe(today);
});
