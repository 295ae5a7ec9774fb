import { TenancyError } from '../../errors/base.ts';

/** Thrown when a conversion stops by itself: rows have to be looked at, or a lock was not to be had. All that was done is kept. */
export class ConversionStoppedError extends TenancyError {
  readonly code = 'CONVERSION_STOPPED';
}
