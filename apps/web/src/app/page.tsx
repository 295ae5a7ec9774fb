import type { Metadata } from 'next';
import Link from 'next/link';
import { requireUser } from '../auth/require-user.ts';
import { Header } from '../components/header.tsx';
import { listOrganizations } from '../data/organizations.ts';

export const metadata: Metadata = { title: 'Organizations' };

export default async function OrganizationsPage() {
  const user = await requireUser();
  const organizations = await listOrganizations(user);
  return (
    <>
      <Header user={user} />
      <main className="narrow">
        <h1>Choose an organization</h1>
        {organizations.length === 0 && <p>You are not a member of any organization.</p>}
        <ul className="cards">
          {organizations.map(({ slug, name, role }) => (
            <li key={slug}>
              <Link href={`/${slug}`}>{name}</Link>
              <span className="badge">{role}</span>
            </li>
          ))}
        </ul>
      </main>
    </>
  );
}
