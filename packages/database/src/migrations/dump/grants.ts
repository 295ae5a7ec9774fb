import { type Fact, type Facts, type Grants, listOf, recordOf } from './object.ts';

/*
 * PostgreSQL 17 has a right on tables that 16 has not, MAINTAIN. GRANT ALL gives what the server knows: all of it is
 * written ALL, so that the same schema reads the same on both.
 */
const tableRights = ['DELETE', 'INSERT', 'REFERENCES', 'SELECT', 'TRIGGER', 'TRUNCATE', 'UPDATE'];
const ofGrants = ['grants', 'granted', 'revoked'];

/** The facts of an object, with ALL for all rights on a table. */
export function wholeGrants(facts: Facts, version: number): Facts {
  const all = version < 170_000 ? tableRights : [...tableRights, 'MAINTAIN'];
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]): [string, Fact] => {
      if (name === 'withheld from owner') return [name, whole(listOf(fact), all)];
      return [name, ofGrants.includes(name) ? wholes(recordOf(fact), all) : fact];
    }),
  );
}

function wholes(grants: Grants, all: readonly string[]): Grants {
  return Object.fromEntries(
    Object.entries(grants).map(([role, rights]) => [role, whole(rights, all)]),
  );
}

function whole(rights: readonly string[], all: readonly string[]): readonly string[] {
  for (const option of ['', ' WITH GRANT OPTION']) {
    const these = all.map((right) => `${right}${option}`);
    if (these.every((right) => rights.includes(right))) {
      return [`ALL${option}`, ...rights.filter((right) => !these.includes(right))];
    }
  }
  return rights;
}
