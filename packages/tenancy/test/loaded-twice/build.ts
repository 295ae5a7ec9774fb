import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** What plain node can load: the engine as a bundler leaves it, and the checks that load it twice. */
export interface Bundles {
  readonly esm: string;
  readonly cjs: string;
  readonly checks: string;
  remove(): Promise<void>;
}

const here = import.meta.dirname;

/** Bundles the engine, in a folder from where its dependencies are found. */
export async function buildBundles(): Promise<Bundles> {
  const folder = await mkdtemp(join(here, '../../node_modules/.loaded-twice-'));
  const bundle = async (source: string, name: string, format: 'esm' | 'cjs') => {
    const outfile = join(folder, name);
    await build({
      entryPoints: [join(here, source)],
      outfile,
      format,
      bundle: true,
      platform: 'node',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
    });
    return outfile;
  };
  return {
    esm: await bundle('engine.ts', 'engine.mjs', 'esm'),
    cjs: await bundle('engine.ts', 'engine.cjs', 'cjs'),
    checks: await bundle('checks.ts', 'checks.mjs', 'esm'),
    remove: () => rm(folder, { recursive: true }),
  };
}
