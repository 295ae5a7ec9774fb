import type { Method, ProofReport } from '../../prove/types.ts';
import type { ProofAbout } from './about.ts';

/** What a way of becoming a role shows, and what it does not. */
export const methods: Readonly<
  Record<Method, { readonly title: string; readonly shows: string; readonly hides: string }>
> = {
  login: {
    title: 'real login',
    shows: 'It connected as the application connects, and is what the application is.',
    hides: 'Nothing of the database. How the login keeps its password is not looked at.',
  },
  'session authorization': {
    title: 'SET SESSION AUTHORIZATION',
    shows:
      'The connection was a superuser’s and became this role as a whole: its rights, its policies, and where RESET ROLE leads.',
    hides:
      'What happens when somebody logs in: the password, pg_hba.conf, TLS, settings stored for the login (ALTER ROLE ... SET).',
  },
  'set role': {
    title: 'SET ROLE',
    shows: 'Rights and policies were this role’s.',
    hides:
      'The session stayed the admin’s. This does not show what SQL that is injected into the application’s own login could reach: RESET ROLE leads that login to itself, here it leads to the admin; roles that only the login is a member of, and settings stored for it, were not tried. Give the subject a `login` to have that tried.',
  },
};

/** What no proof of this kind covers. */
const never: readonly string[] = [
  'Code: whether the application enters the right tenant for the right person. The attacks begin where the database does.',
  'What a tenant’s users may do to each other inside their tenant, but for the columns that the configuration calls owned.',
  'Time and load: how long something takes tells something, and one tenant can slow others down.',
  'Superusers, the owner of the tables, and whoever holds a login’s password and connects by themselves.',
  'What leaves the database: backups, replicas, logs, exports, caches, search indexes, files.',
  'Changes after this run: a table that was added since was not attacked.',
];

/** What this report says nothing about, one sentence each: what is this run's own first. */
export function notCovered(report: ProofReport, about: ProofAbout): readonly string[] {
  const byLogin = new Set((report.logins ?? []).map(({ subject }) => subject));
  const assumed = report.subjects.filter(
    ({ name, method }) => method === 'set role' && !byLogin.has(name),
  );
  const attacked = new Set(report.attempts.map(({ object }) => object));
  const untouched = report.tables.filter(({ table }) => !attacked.has(table));
  const trusted = about.trustedRoles ?? [];
  return [
    ...sentence(
      'Tried by SET ROLE only, not as a login',
      assumed.map(({ name }) => name),
    ),
    ...(report.logins ?? []).flatMap(({ subject, user, passedOver }) =>
      sentence(
        `Not attacked through the login ${user} of ${subject} itself, but in the admin’s transaction`,
        passedOver.map(({ table, why }) => `${table} (${why})`),
      ),
    ),
    ...sentence(
      'Tables that nobody attacked',
      untouched.map(({ table }) => table),
    ),
    ...sentence('Roles that see every tenant by intent, and were not attacked as', trusted),
    ...never,
  ];
}

function sentence(lead: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${lead}: ${names.join(', ')}.`];
}
