import { notFound } from 'next/navigation';
import { problemOf } from '../problem.ts';

/** What `promise` resolves to; what is not there becomes the 404 page. */
export async function orNotFound<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (problemOf(error).status === 404) notFound();
    throw error;
  }
}
