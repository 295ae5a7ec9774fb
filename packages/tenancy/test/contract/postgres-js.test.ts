import { serverDatabase } from '../support/database.ts';
import { driverContract } from './driver-contract.ts';

driverContract('postgres-js', () => serverDatabase('postgres-js'));
