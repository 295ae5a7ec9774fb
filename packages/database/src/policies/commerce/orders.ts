import type { PolicyPart } from '../part.ts';
import { cartRules } from './carts.ts';
import { orderLineDefinerAccess, orderLineRules, sumOrderFunction } from './order-lines.ts';
import { orderStageRules } from './order-stages.ts';
import { paymentDefinerAccess, paymentRules, sumInvoiceFunction } from './payments.ts';
import { moveStockFunction, stockDefinerAccess, stockRules } from './stock.ts';

/** Orders and their stages, stock, payments, carts. */
export const orderPolicies = {
  lookups: [moveStockFunction, sumOrderFunction, sumInvoiceFunction],
  definerAccess: [...stockDefinerAccess, ...orderLineDefinerAccess, ...paymentDefinerAccess],
  rules: [...orderStageRules, ...stockRules, ...orderLineRules, ...paymentRules, ...cartRules],
} satisfies PolicyPart;
