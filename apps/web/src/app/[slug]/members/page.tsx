import type { Metadata } from 'next';
import { requireUser } from '../../../auth/require-user.ts';
import { listMembers } from '../../../data/members.ts';
import { orNotFound } from '../../../http/or-not-found.ts';

export const metadata: Metadata = { title: 'Members' };

interface PageProps {
  readonly params: Promise<{ readonly slug: string }>;
}

export default async function MembersPage({ params }: PageProps) {
  const [user, { slug }] = [await requireUser(), await params];
  const members = await orNotFound(listMembers(user, slug));
  return (
    <>
      <h1>Members</h1>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Email</th>
              <th scope="col">Role</th>
            </tr>
          </thead>
          <tbody>
            {members.map(({ id, name, email, role, status }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{email}</td>
                <td>
                  <span className="badge">{status === 'active' ? role : status}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
