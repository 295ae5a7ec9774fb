import { OperationError } from '../../environment/errors.ts';
import { plans, type Plan } from '../../schema/index.ts';

/** An organization to be made, with the person who owns it. */
export interface NewTenant {
  /** What it is called in addresses: "new-distributor". */
  readonly slug: string;
  readonly name: string;
  readonly plan: Plan;
  /** The owner's address; the user is made when nobody has it. */
  readonly contact: string;
}

/**
 * @returns what was given, as a tenant; the plan is free when none was given.
 * @throws OperationError `USAGE`, with everything that is wrong.
 */
export function newTenant(given: Readonly<Record<keyof NewTenant, string | undefined>>): NewTenant {
  const { slug = '', name = '', plan = 'free', contact = '' } = given;
  const problems = [
    ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)
      ? []
      : ['--tenant is a slug: small letters and digits, with hyphens between them']),
    ...(name.trim() === '' ? ['--name is missing: what the organization is called'] : []),
    ...(isPlan(plan) ? [] : [`--plan is one of ${plans.join(', ')}`]),
    ...(/^[^@\s]+@[^@\s]+$/.test(contact) ? [] : ['--contact is the address of the owner']),
  ];
  if (problems.length === 0 && isPlan(plan)) return { slug, name, plan, contact };
  throw new OperationError('USAGE', `${problems.join('; ')}. Nothing was seeded.`);
}

function isPlan(text: string): text is Plan {
  return (plans as readonly string[]).includes(text);
}
