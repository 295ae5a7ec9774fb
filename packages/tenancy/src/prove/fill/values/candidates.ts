import type { TypeInfo } from '../../../catalog/catalog.ts';
import { quoteLiteral } from '../../../catalog/quote.ts';
import { uuidOf } from '../random.ts';
import { bits, bytes } from './binary.ts';
import { arrays, composites } from './containers.ts';
import { jsons } from './json.ts';
import { isNumber, numbers } from './numbers.ts';
import { others } from './others.ts';
import { multiranges, ranges } from './ranges.ts';
import { livelyFirst, minedLiterals, type Seed } from './seed.ts';
import { texts } from './text.ts';
import { isTime, times } from './times.ts';
import { familyOf, typeNameOf } from './type-name.ts';

/**
 * SQL expressions of values that a type has, the most fitting first; what the conditions allow, the server decides.
 * They are meant to be cast to the type. Empty for a type that has no values.
 */
export function candidatesOf(type: TypeInfo, seed: Seed): readonly string[] {
  switch (type.kind) {
    case 'enum': {
      const { ordinal } = seed;
      const labels = seed.distinct
        ? type.labels.map((_, at) => type.labels[(at + ordinal - 1) % type.labels.length] ?? '')
        : type.labels;
      return livelyFirst(labels).map(quoteLiteral);
    }
    case 'range':
      return ranges(type, seed, candidatesOf);
    case 'multirange':
      return multiranges(type, seed, candidatesOf);
    case 'composite':
      return composites(type, seed, candidatesOf);
    case 'array':
      return arrays(type, seed, candidatesOf);
    case 'pseudo':
      return [];
    case 'base':
      return baseCandidates(type, seed);
  }
}

/** Whether a flag of this name is up for a row that is in use. */
function isGood(name: string): boolean {
  return (
    /active|enabled|verified|approved|confirmed|valid|current/i.test(name) &&
    !/^(?:in|un|not|dis)/i.test(name)
  );
}

function baseCandidates(type: TypeInfo, seed: Seed): readonly string[] {
  const { name } = type;
  if (familyOf(name) === 'string') return texts(name, seed);
  if (isNumber(name)) return numbers(name, seed);
  if (isTime(name)) return times(name, seed);
  switch (typeNameOf(name).name) {
    case 'boolean':
      return isGood(seed.name) ? ['true', 'false'] : ['false', 'true'];
    case 'uuid':
      return [
        ...Array.from({ length: seed.fewer ? 3 : 24 }, () => quoteLiteral(uuidOf(seed.random))),
        ...minedLiterals(seed, name),
      ];
    case 'json':
    case 'jsonb':
      return jsons(name, seed);
    case 'bytea':
      return bytes(seed);
    case 'bit':
    case 'bit varying':
      return bits(name, seed);
    default:
      return [...minedLiterals(seed, name), ...others(name, seed)];
  }
}
