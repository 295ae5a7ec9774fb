import {
  type Fact,
  isPart,
  type Kind,
  listOf,
  recordOf,
  type SchemaObject,
  splitId,
} from '../dump/object.ts';
import { type Comparison, factDifferences, type FactDifference } from './compare.ts';
import { factSentence, factsText } from './fact-text.ts';

/** One difference between a database and the schema. */
export interface Finding {
  /** `unexpected`: it is part of something that the schema has. `unknown`: it stands by itself. */
  readonly difference: 'missing' | 'changed' | 'unexpected' | 'unknown';
  readonly kind: Kind;
  /** "public.projects.name". */
  readonly object: string;
  /** Which fact of it: "type"; of what is there or is not as a whole, null. */
  readonly fact: string | null;
  readonly expected: Fact | null;
  readonly found: Fact | null;
  readonly sentence: string;
}

/** The differences, one a sentence; of a table that is missing, not each of its columns. */
export function findingsOf(comparison: Comparison): readonly Finding[] {
  const missing = new Set(comparison.missing.map(({ key }) => key));
  const isWithinMissing = ({ id }: SchemaObject) => {
    const [owner] = splitId(id);
    return missing.has(`table ${owner}`) || missing.has(`view ${owner}`);
  };
  const findings = [
    ...comparison.missing
      .filter((object) => !isPart(object) || !isWithinMissing(object))
      .map((object) => whole('missing', object, ['is missing', 'expected'])),
    ...comparison.unexpected.map((object) =>
      whole('unexpected', object, ['is not in the schema', 'found']),
    ),
    ...comparison.unknown.map((object) =>
      whole('unknown', object, ['is nothing that the schema knows', 'found']),
    ),
    ...comparison.changed.flatMap(({ expected, found }) =>
      factDifferences(expected, found)
        .flatMap(perRole)
        .map((difference) => changed(expected, difference)),
    ),
  ];
  // What is of one table stands together.
  return findings.toSorted(
    (a, b) => compareText(a.object, b.object) || compareText(a.kind, b.kind),
  );
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** What stands in schemas of its own, and is none of the schema's business. */
export function foreignSentence({ kind, id }: SchemaObject): string {
  return `The ${kind.replace('-', ' ')} ${id} is nothing that the schema knows.`;
}

function whole(
  difference: Finding['difference'],
  object: SchemaObject,
  [what, which]: readonly [string, string],
): Finding {
  const { kind, id, facts } = object;
  const text = isPart(object) || kind === 'default-privileges' ? factsText(facts) : '';
  return {
    difference,
    kind,
    object: id,
    fact: null,
    expected: difference === 'missing' ? facts : null,
    found: difference === 'missing' ? null : facts,
    sentence: `${nameOf(object)} ${what}${text === '' ? '' : `: ${which} ${text}`}.`,
  };
}

function changed(object: SchemaObject, difference: FactDifference): Finding {
  const { name, expected, found } = difference;
  const what = name.startsWith('grants')
    ? grantSentence(name, expected, found)
    : factSentence(difference);
  return {
    difference: 'changed',
    kind: object.kind,
    object: object.id,
    fact: name,
    expected: expected ?? null,
    found: found ?? null,
    sentence: `${nameOf(object)}: ${what}.`,
  };
}

function grantSentence(name: string, expected: Fact | undefined, found: Fact | undefined): string {
  const role = name.slice('grants to '.length);
  const rights = (fact: Fact | undefined) => listOf(fact).join(', ') || 'nothing';
  return `${role} is granted ${rights(found)}, expected ${rights(expected)}`;
}

/** Grants are a fact for each role. */
function perRole(difference: FactDifference): readonly FactDifference[] {
  if (difference.name !== 'grants') return [difference];
  const expected = recordOf(difference.expected);
  const found = recordOf(difference.found);
  return [...new Set([...Object.keys(expected), ...Object.keys(found)])]
    .filter((role) => JSON.stringify(expected[role]) !== JSON.stringify(found[role]))
    .map((role) => ({ name: `grants to ${role}`, expected: expected[role], found: found[role] }));
}

function nameOf({ kind, id }: Pick<SchemaObject, 'kind' | 'id'>): string {
  return kind === 'database' ? 'The database' : `The ${kind.replace('-', ' ')} ${id}`;
}
