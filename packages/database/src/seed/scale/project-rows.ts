import type { projects } from '../../schema/index.ts';
import { daysBefore } from '../days-before.ts';
import { seedId } from '../seed-id.ts';
import type { Company } from './company.ts';
import type { Random } from './random.ts';
import { projectKinds, projectTopics } from './words.ts';

/** 5 to 40 projects; one in ten was deleted. */
export function projectRowsOf(
  { organizationId, slug, ageInDays }: Company,
  random: Random,
  now: Date,
): readonly (typeof projects.$inferInsert)[] {
  return Array.from({ length: random.integer(5, 40) }, (_, number) => {
    const name = `${random.pick(projectTopics)} ${random.pick(projectKinds)} ${number + 1}`;
    const createdAt = daysBefore(now, random.integer(1, ageInDays));
    const deletedAt = random.integer(1, 10) === 1 ? daysBefore(now, random.integer(0, 1)) : null;
    return {
      organizationId,
      id: seedId('projects', `${slug}/${number}`),
      name,
      description: `${name}, as agreed with the team`,
      status: random.pick(['planned', 'active', 'active', 'active', 'completed', 'archived']),
      createdAt,
      updatedAt: deletedAt ?? createdAt,
      deletedAt,
    };
  });
}
