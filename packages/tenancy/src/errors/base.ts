const brand = Symbol.for('@startkit/tenancy/error');

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
    Object.defineProperty(this, brand, { value: true });
  }

  /**
   * Where this package is loaded more than once, `instanceof TenancyError` is true of each copy's errors; of a
   * subclass, only of its own copy's. Which of them it is, `code` says.
   */
  static override [Symbol.hasInstance](this: unknown, value: unknown): boolean {
    return this === TenancyError
      ? typeof value === 'object' && value !== null && brand in value
      : Function.prototype[Symbol.hasInstance].call(this, value);
  }
}
