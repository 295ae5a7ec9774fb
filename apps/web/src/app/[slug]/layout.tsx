import type { ReactNode } from 'react';
import { requireUser } from '../../auth/require-user.ts';
import { Header } from '../../components/header.tsx';
import { findOrganization } from '../../data/organizations.ts';
import { orNotFound } from '../../http/or-not-found.ts';

interface LayoutProps {
  readonly params: Promise<{ readonly slug: string }>;
  readonly children: ReactNode;
}

export default async function OrganizationLayout({ params, children }: LayoutProps) {
  const user = await requireUser();
  const organization = await orNotFound(findOrganization(user, (await params).slug));
  return (
    <>
      <Header user={user} organization={organization} />
      <main>{children}</main>
    </>
  );
}
