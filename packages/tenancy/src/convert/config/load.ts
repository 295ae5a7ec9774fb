import { runFile } from '../../config/load.ts';
import type { ConversionConfig } from './config.ts';
import { validConversion } from './schema.ts';

/**
 * Runs a tenancy.convert file, and checks what it exports by default.
 *
 * @param file its absolute path.
 * @param shown what it is called in an error.
 * @throws ConfigurationError when it is not there, cannot be run, or a field is wrong; says which.
 */
export async function loadConversion(file: string, shown: string): Promise<ConversionConfig> {
  return validConversion(await runFile(file, shown, 'defineConversion'), shown);
}
