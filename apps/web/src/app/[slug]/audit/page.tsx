import type { Metadata } from 'next';
import { requireUser } from '../../../auth/require-user.ts';
import { Time } from '../../../components/time.tsx';
import { auditLogLimit, listAuditLog } from '../../../data/audit-log.ts';
import { orNotFound } from '../../../http/or-not-found.ts';

export const metadata: Metadata = { title: 'Audit log' };

interface PageProps {
  readonly params: Promise<{ readonly slug: string }>;
}

export default async function AuditPage({ params }: PageProps) {
  const [user, { slug }] = [await requireUser(), await params];
  const entries = await orNotFound(listAuditLog(user, slug));
  return (
    <>
      <h1>Audit log</h1>
      <p className="quiet">The latest {auditLogLimit} entries. Times are UTC.</p>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Who</th>
              <th scope="col">Action</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ id, createdAt, userName, action, changes }) => (
              <tr key={id}>
                <td>
                  <Time value={createdAt} />
                </td>
                <td>{userName ?? 'System'}</td>
                <td>
                  <code>{action}</code>
                </td>
                <td>
                  {changes?.before && <del>{fieldsOf(changes.before)}</del>}{' '}
                  {changes?.after && <ins>{fieldsOf(changes.after)}</ins>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function fieldsOf(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(
      ([field, value]) => `${field}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join(', ');
}
