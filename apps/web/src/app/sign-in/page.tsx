import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { developmentSignInAllowed } from '../../auth/development-sign-in.ts';
import { listDevelopmentUsers } from '../../auth/superadmin-development-users.ts';
import { signIn } from './actions.ts';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage() {
  if (!developmentSignInAllowed()) notFound();
  const users = await listDevelopmentUsers();
  return (
    <main className="narrow">
      <h1>Sign in</h1>
      <p>This page exists in development only. Choose who to be.</p>
      {users.length === 0 && (
        <p>
          There are no users yet: run <code>pnpm db:seed</code>.
        </p>
      )}
      <ul className="cards">
        {users.map(({ id, name, email, memberships }) => (
          <li key={id}>
            <div>
              <strong>{name}</strong>
              <div className="quiet">{email}</div>
              {memberships.map(({ organization, role }) => (
                <div key={organization}>
                  {organization} <span className="badge">{role}</span>
                </div>
              ))}
            </div>
            <form action={signIn}>
              <input type="hidden" name="userId" value={id} />
              <button type="submit" aria-label={`Sign in as ${name}`}>
                Sign in
              </button>
            </form>
          </li>
        ))}
      </ul>
    </main>
  );
}
