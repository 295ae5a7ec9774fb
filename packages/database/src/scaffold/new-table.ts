import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { OperationError } from '../environment/errors.ts';
import type { TableNames } from './table-name.ts';
import { declarationText, exportText, testText } from './templates.ts';

export interface NewTableOptions {
  readonly names: TableNames;
  /** A domain of the schema, which is a folder of it with an index.ts: "core". */
  readonly domain: string;
  /** The folder of packages/database. */
  readonly directory: string;
}

/**
 * Writes a tenant table's declaration, its export from its domain, and its test.
 *
 * @returns the files, relative to the folder.
 * @throws OperationError `USAGE` for a domain that is not there, `REFUSED` when a file is there already.
 */
export function newTable({ names, domain, directory }: NewTableOptions): readonly string[] {
  const schema = join(directory, 'src/schema');
  refuseUnknown(domain, domainsOf(schema));
  const declaration = join(schema, domain, `${names.file}.ts`);
  const test = join(directory, 'test', domain, `${names.file}.test.ts`);
  const index = join(schema, domain, 'index.ts');
  for (const path of [declaration, test]) refuseExisting(path);
  const line = exportText(names, `./${names.file}.ts`);
  write(declaration, declarationText(names));
  write(test, testText(names));
  write(index, withExport(readFileSync(index, 'utf8'), line));
  return [declaration, test, index].map((path) => relative(directory, path));
}

function domainsOf(schema: string): readonly string[] {
  return readdirSync(schema).filter((name) => existsSync(join(schema, name, 'index.ts')));
}

function refuseUnknown(domain: string, domains: readonly string[]): void {
  if (domains.includes(domain)) return;
  throw new OperationError(
    'USAGE',
    `The schema has no domain ${JSON.stringify(domain)}, but ${domains.toSorted().join(', ')}. Nothing was written.`,
  );
}

function refuseExisting(path: string): void {
  if (!existsSync(path)) return;
  throw new OperationError('REFUSED', `There is a ${path} already. Nothing was written.`);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Puts an export among the others, which are sorted by the files they come from. */
export function withExport(index: string, line: string): string {
  const pathOf = (text: string) => /from '([^']+)';$/.exec(text)?.[1] ?? '';
  const exports = index.match(/^export [^;]*;$/gm) ?? [];
  const next = exports.find((text) => pathOf(text) > pathOf(line));
  return next === undefined
    ? `${index.trimEnd()}\n${line}\n`
    : index.replace(next, `${line}\n${next}`);
}
