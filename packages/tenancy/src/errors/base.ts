/**
 * The base of every error this package throws.
 *
 * `code` is stable: match on it, not on the message. The original error, if any, is in `cause`.
 */
export abstract class TenancyError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}
