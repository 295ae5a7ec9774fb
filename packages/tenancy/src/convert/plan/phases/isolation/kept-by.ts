import { sqlName } from '../../names.ts';

/**
 * SQL of the roles of the old application that had a right by everybody's only: it is given to them by name before everybody
 * loses it. Those that hold it anyway are left as they are.
 */
export function keptBy(legacy: readonly string[], holders: readonly string[]): string {
  return legacy
    .filter((role) => !holders.includes(role))
    .map(sqlName)
    .join(', ');
}
