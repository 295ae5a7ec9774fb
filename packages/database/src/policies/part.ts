import type { DefinerAccess, LookupFunction } from '@startkit/tenancy/policies';

/** What one domain of the schema adds to the policies that are compiled from its declarations. */
export interface PolicyPart {
  /** Functions of startkit_definer that policies call. */
  readonly lookups?: readonly LookupFunction[];
  /** What those functions may read. */
  readonly definerAccess?: readonly DefinerAccess[];
  /** Rules that no policy can hold: functions and triggers, as repeatable statements. */
  readonly rules?: readonly string[];
}
