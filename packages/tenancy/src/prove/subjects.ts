import type { Subject, TenancyConfig } from '../config/config.ts';
import type { AttackingSubject, Forgery } from './types.ts';

/**
 * Who attacks: every configured subject, of either tenant; every role without a context; every subject with forged
 * ones. A tenant role that no subject has attacks without a context.
 */
export function attackingSubjects(
  config: TenancyConfig,
  forgeries: readonly Forgery[],
): readonly AttackingSubject[] {
  const subjects = config.subjects ?? [];
  const idle = config.roles.tenant
    .filter((role) => !subjects.some((subject) => subject.role === role))
    .map((role): Subject => ({ name: role, role, enter: () => [] }));
  return [
    ...subjects.map((base) => ({ name: base.name, base, kind: 'acting' }) as const),
    ...subjects.map(
      (base) =>
        ({
          name: `${base.name} of the other tenant`,
          base,
          kind: 'acting',
          isOther: true,
        }) as const,
    ),
    ...distinct([...subjects, ...idle]).map(withoutContext),
    ...subjects.flatMap((base) =>
      forgeries
        .filter(({ isSingle }) => !isSingle || distinct(subjects).includes(base))
        .map((forgery) => forging(base, forgery)),
    ),
  ];
}

/** Without a context, whoever has the same role and the same login is the same. */
function distinct(subjects: readonly Subject[]): readonly Subject[] {
  return subjects.filter(
    (subject, i) =>
      subjects.findIndex(({ role, login }) => role === subject.role && login === subject.login) ===
      i,
  );
}

function withoutContext(base: Subject): AttackingSubject {
  return { name: `${base.role} without a context`, base, kind: 'no context' };
}

function forging(base: Subject, forgery: Forgery): AttackingSubject {
  return { name: `${base.name} with a forged context`, base, kind: 'forged', forgery };
}
