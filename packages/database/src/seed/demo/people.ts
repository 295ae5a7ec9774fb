import type { users } from '../../schema/index.ts';
import { seedId } from '../seed-id.ts';

const people = [
  { person: 'alice', name: 'Alice Anderson' },
  { person: 'bob', name: 'Bob Baker' },
  { person: 'admin', name: 'Admin Adams', isSuperadmin: true },
  { person: 'carol', name: 'Carol Chen' },
  { person: 'dave', name: 'Dave Diaz' },
  { person: 'erin', name: 'Erin Evans' },
  { person: 'victor', name: 'Victor Vance' },
  { person: 'frank', name: 'Frank Fischer' },
] as const;

export type Person = (typeof people)[number]['person'];

export const emailOf = (person: Person) => `${person}@example.com`;

/** People have no passwords: the development sign-in page lists them. */
export function userRows(): readonly (typeof users.$inferInsert)[] {
  return people.map(({ person, ...columns }) => ({
    id: seedId('users', emailOf(person)),
    email: emailOf(person),
    ...columns,
  }));
}
