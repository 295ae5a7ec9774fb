import type { Extensions } from '@electric-sql/pglite';
import { OperationError } from '../../environment/errors.ts';

const createExtension = /\bcreate\s+extension\s+(?:if\s+not\s+exists\s+)?"?([\w-]+)"?/gi;

/**
 * The extensions that SQL makes, for a PGlite that will run it: they have to be brought along.
 *
 * @throws OperationError `GENERATE_FAILED` when one cannot be had in this process.
 */
export async function extensionsOf(texts: readonly string[]): Promise<Extensions> {
  const names = new Set(
    [...texts.join('\n').matchAll(createExtension)].map((match) => match[1] ?? ''),
  );
  names.delete('plpgsql');
  const extensions: Extensions = {};
  for (const name of names) extensions[name] = await contrib(name);
  return extensions;
}

async function contrib(name: string): Promise<Extensions[string]> {
  const module = name.replaceAll('-', '_');
  try {
    const loaded = (await import(`@electric-sql/pglite/contrib/${module}`)) as Extensions;
    return loaded[module] as Extensions[string];
  } catch (cause) {
    throw new OperationError(
      'GENERATE_FAILED',
      `The extension ${name} is none of those that PostgreSQL brings along, so that the migrations cannot be run in ` +
        'this process. Nothing was written.',
      { cause },
    );
  }
}
