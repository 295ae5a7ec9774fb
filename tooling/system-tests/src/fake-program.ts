import { chmod, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { makeFolder } from './folder.ts';

/**
 * Puts a shell script of this name before the real program.
 *
 * @param text what it does; `"$real"` is the program, `"$@"` its parameters.
 * @returns the PATH in which it is found first, and the folder it is in.
 */
export async function fakeProgram(
  name: string,
  real: string,
  text: string,
): Promise<{ readonly path: string; readonly folder: string }> {
  const folder = await makeFolder('fake', undefined);
  const file = join(folder, name);
  await writeFile(file, `#!/bin/sh\nreal=${real}\nhere=${folder}\n${text}\n`);
  await chmod(file, 0o755);
  return { folder, path: [folder, process.env['PATH']].join(delimiter) };
}
