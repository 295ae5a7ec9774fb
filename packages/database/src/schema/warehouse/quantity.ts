import { numeric } from 'drizzle-orm/pg-core';

/**
 * How much of an item, in its unit, as text. Not an integer: units are bottles, and kilograms and liters too. Exact to
 * the thousandth, so that a sum of entries is what was entered.
 */
export const quantity = (name: string) => numeric(name, { precision: 14, scale: 3 });
