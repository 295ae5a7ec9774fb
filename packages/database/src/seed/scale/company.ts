import type { MemberRole } from '../../schema/index.ts';
import { seedId } from '../seed-id.ts';
import type { Random } from './random.ts';
import { companyAdjectives, companyNouns, firstNames, lastNames } from './words.ts';

export interface Employee {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: MemberRole;
}

export interface Company {
  readonly organizationId: string;
  readonly slug: string;
  readonly name: string;
  readonly ageInDays: number;
  /** The first one is the owner. */
  readonly employees: readonly Employee[];
}

/** Company number `index`. Its slug ends with the number, so that no two are alike. */
export function companyAt(index: number, random: Random): Company {
  const words = `${random.pick(companyAdjectives)} ${random.pick(companyNouns)}`;
  const slug = `${words.toLowerCase().replace(' ', '-')}-${String(index).padStart(6, '0')}`;
  // Most companies are small, a few are not.
  const size = random.pick([3, 4, 5, 6, 8, 10, 12, 15, 20, 40]);
  return {
    organizationId: seedId('organizations', slug),
    slug,
    name: `${words} ${index}`,
    ageInDays: random.integer(30, 900),
    employees: Array.from({ length: size }, (_, seat) => employeeAt(seat, slug, random)),
  };
}

function employeeAt(seat: number, slug: string, random: Random): Employee {
  const first = random.pick(firstNames);
  const last = random.pick(lastNames);
  const email = `${first}.${last}.${seat}@${slug}.example`.toLowerCase();
  return {
    userId: seedId('users', email),
    email,
    name: `${first} ${last}`,
    role: seat === 0 ? 'owner' : roleOf(seat, random),
  };
}

function roleOf(seat: number, random: Random): MemberRole {
  if (seat === 1) return 'admin';
  return random.pick(['manager', 'member', 'member', 'member', 'member', 'viewer']);
}
