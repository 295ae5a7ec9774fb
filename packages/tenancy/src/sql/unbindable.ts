import { StatementError } from '../errors/client.ts';

/** @throws StatementError when `value` is there by mistake: nothing would say so later. */
export function refuseUnbindable(value: unknown): void {
  if (value === undefined) refuse('undefined cannot be a value: null is NULL');
  if (Array.isArray(value)) value.forEach(refuseUnbindable);
  if (typeof value !== 'object' || value === null) return;
  if ('then' in value && typeof value.then === 'function') {
    refuse(
      'A promise cannot be a value: an await is missing, or it is the SQL of another copy of this package',
    );
  }
  if ('getSQL' in value) {
    refuse(
      "Drizzle's tables, columns and SQL cannot be values: use sql.identifier(), or db.execute()",
    );
  }
}

function refuse(reason: string): never {
  throw new StatementError(`${reason}. Nothing was sent.`);
}
