import { serverDatabase } from '../support/database.ts';
import { driverContract } from './driver-contract.ts';
import { idTypesContract } from './id-types.ts';

driverContract('node-postgres', () => serverDatabase('node-postgres'));
idTypesContract('node-postgres', (setup) => serverDatabase('node-postgres', setup));
