import { z } from 'zod';
import { OperationError } from '../../environment/errors.ts';
import { type Fact, type Facts, listOf, type Schema, schemaObject } from './object.ts';

/**
 * A schema as text: JSON, an object a line, so that a line of a diff says by itself what changed; the lines of
 * functions and views as lines. The same schema is the same text.
 */
export function schemaText(schema: Schema): string {
  const lines = [...schema.values()].map(
    ({ key, facts }) => `  ${JSON.stringify(key)}: ${objectText(facts)}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}

function objectText(facts: Facts): string {
  const { definition, ...others } = facts;
  if (!Array.isArray(definition) || definition.length < 2) return inline(facts);
  const lines = listOf(definition).map((line) => `      ${JSON.stringify(line)}`);
  const first = Object.entries(others).map(
    ([name, fact]) => `${JSON.stringify(name)}: ${inline(fact)}, `,
  );
  return `{ ${first.join('')}"definition": [\n${lines.join(',\n')}\n    ]\n  }`;
}

function inline(fact: Fact): string {
  if (Array.isArray(fact)) return `[${fact.map((item) => JSON.stringify(item)).join(', ')}]`;
  if (typeof fact !== 'object') return JSON.stringify(fact);
  const entries = Object.entries(fact).map(
    ([name, value]) => `${JSON.stringify(name)}: ${inline(value)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

const facts: z.ZodType<Facts> = z.record(
  z.string(),
  z.lazy(() => z.union([z.string(), z.number(), z.literal(true), z.array(z.string()), facts])),
);

/**
 * Reads the text of a schema.
 *
 * @throws OperationError `MIGRATIONS_INVALID` when it is none: a merge may have left a conflict in it.
 */
export function parseSchema(text: string): Schema {
  try {
    const objects = z.record(z.string(), facts).parse(JSON.parse(text));
    return new Map(Object.entries(objects).map(([key, its]) => [key, schemaObject(key, its)]));
  } catch (cause) {
    throw new OperationError(
      'MIGRATIONS_INVALID',
      'schema.json is not a dump of the schema: a merge may have left a conflict in it. Run db:generate, which writes it anew.',
      { cause },
    );
  }
}
