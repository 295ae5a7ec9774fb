import { quoteIdent } from '../../../catalog/quote.ts';
import type { TypeInfo } from '../../../catalog/catalog.ts';
import { lengthsOf } from './binary.ts';
import { minedLiterals, type Seed } from './seed.ts';

type Values = (type: TypeInfo, seed: Seed) => readonly string[];

/** Arrays of one element, two, none, and as many as the conditions say. */
export function arrays(type: TypeInfo, seed: Seed, valuesOf: Values): readonly string[] {
  const element = type.of;
  if (!element) return [`'{}'`];
  const elements = valuesOf(element, seed).slice(0, 40);
  const array = (items: readonly string[]) =>
    `array[${items.map((item) => `(${item})::${element.name}`).join(', ')}]::${type.name}`;
  const single = elements.map((one) => array([one]));
  const named = minedLiterals(seed, element.name);
  const all = named.length > 1 ? [array(named)] : [];
  const lengths = lengthsOf(seed).filter((length) => length > 0 && length <= 100);
  const repeated = lengths.map((length) =>
    array(Array.from({ length }, (_, at) => elements[at % elements.length] ?? 'null')),
  );
  return [
    ...single.slice(0, 1),
    ...minedLiterals(seed, type.name),
    `'{}'`,
    ...all,
    ...repeated,
    ...(elements.length > 1 ? [array(elements.slice(0, 2))] : []),
    ...single.slice(1),
  ];
}

/** How many values of an attribute are combined with the others', and how many combinations there are. */
const fewer = 8;
const most = 300;

/** Rows of a composite type: the first values of its attributes, the second ones, and so on; then combinations. */
export function composites(type: TypeInfo, seed: Seed, valuesOf: Values): readonly string[] {
  const lists = type.attributes.map((attribute) => {
    const its = { ...seed, name: attribute.name };
    return valuesOf(attribute.type, its).map((value) => `(${value})::${attribute.type.name}`);
  });
  const row = (values: readonly string[]) => `row(${values.join(', ')})::${type.name}`;
  const alike = Array.from({ length: fewer }, (_, nth) =>
    row(lists.map((list) => list[nth % list.length] ?? 'null')),
  );
  const total = Math.min(
    most,
    lists.reduce((product, list) => product * Math.min(list.length, fewer), 1),
  );
  const combined = Array.from({ length: total }, (_, nth) => {
    let rest = nth;
    const values = lists.map((list) => {
      const size = Math.max(1, Math.min(list.length, fewer));
      const value = list[rest % size] ?? 'null';
      rest = Math.floor(rest / size);
      return value;
    });
    return row(values);
  });
  return [...new Set([...alike, ...combined])];
}

/** Conditions of the domains inside a type, as SQL on an expression of it. */
export function domainConditions(type: TypeInfo, expression: string): readonly string[] {
  const own = type.domainChecks.map(
    (check) => `(select ${check} from (select ${expression} as value) d)`,
  );
  if (type.kind === 'array' && type.of) {
    const inner = domainConditions(type.of, 'value');
    return [
      ...own,
      ...inner.map((one) => `(select bool_and(${one}) from unnest(${expression}) e (value))`),
    ];
  }
  const attributes = type.attributes.flatMap(({ name, type: its }) =>
    domainConditions(its, `(${expression}).${quoteIdent(name)}`),
  );
  return [...own, ...attributes];
}
