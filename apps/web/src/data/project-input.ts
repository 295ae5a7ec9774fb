import { z } from 'zod';

// Postgres cannot store U+0000, and no other control character belongs in a line of text.
const line = z
  .string()
  .trim()
  .regex(/^\P{Cc}*$/u, 'contains a control character');

const name = line.min(1, 'is missing').max(120, 'is longer than 120 characters');
const description = line.max(500, 'is longer than 500 characters');

/** What a new project is made of. */
export const newProject = z.strictObject({
  name,
  description: description.nullish().transform((value) => value || null),
});

/** What can be changed of a project. */
export const projectName = z.strictObject({ name });
