import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @typedef {{ readonly root: string, readonly name: string | undefined }} Package */

/** @type {Map<string, Package | undefined>} */
const packages = new Map();

/**
 * The package a folder belongs to: the nearest package.json upwards.
 * @param {string} folder absolute path; it need not exist
 * @returns {Package | undefined} undefined outside every package
 */
export function packageOf(folder) {
  if (!packages.has(folder)) packages.set(folder, findPackage(folder));
  return packages.get(folder);
}

/** @param {string} folder @returns {Package | undefined} */
function findPackage(folder) {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest)) {
    return { root: folder, name: JSON.parse(readFileSync(manifest, 'utf8')).name };
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : packageOf(parent);
}
