import { fileURLToPath } from 'node:url';

/** A script that runs (`up`) or takes back (`down`) a plan, to be killed: its parameters are the direction, the folder, the address, the secret. */
export const convertChild = fileURLToPath(new URL('convert-child.mjs', import.meta.url));
