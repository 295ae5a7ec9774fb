import Link from 'next/link';
import { signOut } from '../app/sign-in/actions.ts';
import { developmentSignInAllowed } from '../auth/development-sign-in.ts';
import type { SessionUser } from '../auth/session-user.ts';
import type { Organization } from '../data/organizations.ts';

interface HeaderProps {
  readonly user: SessionUser;
  readonly organization?: Organization;
}

/** The bar on top of every page: where one is, and who. */
export function Header({ user, organization }: HeaderProps) {
  return (
    <header className="bar">
      <Link href="/" className="brand">
        StartKit
      </Link>
      {organization && (
        <nav aria-label={organization.name}>
          <span className="quiet">{organization.name}</span>
          <Link href={`/${organization.slug}`}>Projects</Link>
          <Link href={`/${organization.slug}/members`}>Members</Link>
          <Link href={`/${organization.slug}/audit`}>Audit log</Link>
        </nav>
      )}
      <div className="who">
        <span>{user.name}</span>
        {developmentSignInAllowed() && (
          <form action={signOut}>
            <button type="submit" className="plain">
              Sign out
            </button>
          </form>
        )}
      </div>
    </header>
  );
}
