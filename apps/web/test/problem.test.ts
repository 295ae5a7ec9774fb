import { describe, expect, it } from 'vitest';
import { NotFoundError } from '../src/errors.ts';
import { problemOf, tryProblemOf } from '../src/problem.ts';

const coded = (code: string, message = 'secret detail') =>
  Object.assign(new Error(message), { code });

describe('what an error says to the outside', () => {
  it('is its own message when it was made for that', () => {
    expect(problemOf(new NotFoundError())).toEqual({
      status: 404,
      code: 'NOT_FOUND',
      message: 'There is no such page or record.',
    });
  });

  it.each([
    ['ROW_SECURITY_VIOLATION', 403],
    ['UNIQUE_VIOLATION', 409],
    ['EXCLUSION_VIOLATION', 409],
    ['SERIALIZATION_FAILURE', 409],
    ['CHECK_VIOLATION', 400],
    ['NOT_NULL_VIOLATION', 400],
    ['CONNECTION_FAILED', 503],
    ['POOL_TIMEOUT', 503],
  ])('is nothing of the database’s own words: %s', (code, status) => {
    const problem = problemOf(coded(code));
    expect(problem).toMatchObject({ status, code });
    expect(problem.message).not.toContain('secret');
  });

  it('is nothing at all for what nobody foresaw', () => {
    for (const error of [coded('28P01'), new Error('secret'), 'secret', null, undefined]) {
      expect(tryProblemOf(error)).toBeUndefined();
      expect(problemOf(error)).toMatchObject({ status: 500, code: 'INTERNAL' });
      expect(problemOf(error).message).not.toContain('secret');
    }
  });

  it('is the same for somebody who was just removed as for a stranger', () => {
    expect(problemOf(coded('NOT_ADMITTED'))).toEqual(problemOf(new NotFoundError()));
  });

  it('names the table whose rows a role may not change', () => {
    const error = coded(
      'ROW_SECURITY_VIOLATION',
      'new row violates row-level security policy for table "organization_members"',
    );
    expect(problemOf(error).message).toBe('Your role may not change organization members.');
  });
});
