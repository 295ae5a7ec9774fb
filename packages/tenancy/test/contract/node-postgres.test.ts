import { serverDatabase } from '../support/database.ts';
import { driverContract } from './driver-contract.ts';

driverContract('node-postgres', () => serverDatabase('node-postgres'));
