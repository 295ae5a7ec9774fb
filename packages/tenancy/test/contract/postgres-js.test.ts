import { serverDatabase } from '../support/database.ts';
import { driverContract } from './driver-contract.ts';
import { idTypesContract } from './id-types.ts';

driverContract('postgres-js', () => serverDatabase('postgres-js'));
idTypesContract('postgres-js', (setup) => serverDatabase('postgres-js', setup));
