import { fileURLToPath } from 'node:url';

/** What drizzle-kit works on. */
export interface SchemaProject {
  /** Where drizzle-kit runs, and what the paths of its configuration are relative to. */
  readonly directory: string;
  /** drizzle-kit's configuration file. */
  readonly config: string;
  /** The folder its configuration writes migrations into. */
  readonly folder: string;
}

/** The kit's own schema. */
export function kitProject(): SchemaProject {
  return {
    directory: fromHere('../../..'),
    config: fromHere('../../../drizzle.config.ts'),
    folder: fromHere('../sql'),
  };
}

function fromHere(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
