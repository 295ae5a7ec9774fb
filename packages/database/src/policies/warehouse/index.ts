import type { PolicyPart } from '../part.ts';
import { balanceDefinerAccess, balanceRules, updateInventoryBalanceFunction } from './balances.ts';
import { countDefinerAccess, countRules, postCountSheetFunction } from './counts.ts';

/** What follows from the ledger, and what becomes part of it. */
export const warehousePolicies: PolicyPart = {
  lookups: [updateInventoryBalanceFunction, postCountSheetFunction],
  definerAccess: [...balanceDefinerAccess, ...countDefinerAccess],
  rules: [...balanceRules, ...countRules],
};
