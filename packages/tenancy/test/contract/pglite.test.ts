import { inProcessDatabase } from '../support/database.ts';
import { driverContract } from './driver-contract.ts';
import { idTypesContract } from './id-types.ts';

driverContract('pglite', inProcessDatabase);
idTypesContract('pglite', inProcessDatabase, ['text']);
