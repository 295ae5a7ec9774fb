import { z } from 'zod';
import { InvalidInputError, NotFoundError } from '../errors.ts';

/**
 * Input as `schema` wants it.
 *
 * @throws InvalidInputError naming each problem.
 */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InvalidInputError(
    result.error.issues.map(({ path, message }) => `${[...path, message].join(' ')}.`),
  );
}

/**
 * An id from a request.
 *
 * @throws NotFoundError when it is malformed: nothing has such an id.
 */
export function parseId(id: unknown): string {
  const result = z.uuid().safeParse(id);
  if (result.success) return result.data;
  throw new NotFoundError();
}
