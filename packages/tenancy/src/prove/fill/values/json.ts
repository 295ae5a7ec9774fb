import { quoteLiteral } from '../../../catalog/quote.ts';
import type { JsonPath } from '../mine/json-paths.ts';
import { lengthsOf } from './binary.ts';
import { minedLiterals, type Seed } from './seed.ts';

const mostCombinations = 80;

/** JSON: an object with the marker, objects with what the conditions look for, and the other kinds. */
export function jsons(type: string, seed: Seed): readonly string[] {
  const { marker, hints } = seed;
  const lists = lengthsOf(seed)
    .filter((length) => length < 100)
    .map((length) => Array.from({ length }, (_, at) => `${marker}-${at}`));
  const followed = followedPaths(hints.paths, marker);
  const kinds = [{ prove: marker }, {}, [], [marker], marker, 1, true, null];
  const first = followed.length > 0 ? [...followed, ...kinds] : kinds;
  return [
    ...first.slice(0, 3).map((value) => quoteLiteral(JSON.stringify(value))),
    ...minedLiterals(seed, type),
    ...minedLiterals(seed, 'jsonb'),
    ...[...first.slice(3), ...lists].map((value) => quoteLiteral(JSON.stringify(value))),
  ];
}

/** Texts of JSON that a condition looks into. */
export function jsonTexts({ hints, marker }: Seed): readonly string[] {
  return followedPaths(hints.paths, marker).map((value) => JSON.stringify(value));
}

/** Objects that have something at each path, in every combination of what the conditions compare it with. */
function followedPaths(paths: readonly JsonPath[], marker: string): readonly unknown[] {
  if (paths.length === 0) return [];
  const choices = paths.map(({ values }) => [
    ...values.flatMap((text) => valuesLike(text)),
    marker,
    1,
    true,
    [],
    {},
    [marker],
    [1],
  ]);
  const total = choices.reduce((product, { length }) => product * length, 1);
  return Array.from({ length: Math.min(total, mostCombinations) }, (_, nth) => {
    let rest = nth;
    const object = {};
    paths.forEach(({ keys }, at) => {
      const its = choices[at] ?? [];
      put(object, keys, its[rest % its.length]);
      rest = Math.floor(rest / its.length);
    });
    return object;
  });
}

/** A literal of a condition as a JSON value: numbers also as numbers, with their neighbours. */
function valuesLike(text: string): readonly unknown[] {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return [text];
  return [number, number + 1, number - 1, text];
}

function put(object: Record<string, unknown>, keys: readonly string[], value: unknown): void {
  let inner = object;
  for (const key of keys.slice(0, -1)) {
    const next = inner[key];
    const holder = isObject(next) ? next : {};
    inner[key] = holder;
    inner = holder;
  }
  const last = keys.at(-1);
  if (last !== undefined && !isObject(inner[last])) inner[last] = value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
