import { InvalidInputError, UnsupportedMediaTypeError } from '../errors.ts';

/**
 * The JSON body of a request.
 *
 * @throws UnsupportedMediaTypeError when it is not JSON by its content type.
 * @throws InvalidInputError when it is not JSON after all.
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new UnsupportedMediaTypeError();
  try {
    return await request.json();
  } catch {
    throw new InvalidInputError(['The body is not valid JSON.']);
  }
}
