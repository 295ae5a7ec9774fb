import { inProcessDatabase } from '../support/database.ts';
import { driverContract } from './driver-contract.ts';

driverContract('pglite', inProcessDatabase);
