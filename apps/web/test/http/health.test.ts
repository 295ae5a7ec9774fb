import { closeDatabase } from '@startkit/database';
import { createTestDatabase } from '@startkit/database/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { healthResponse } from '../../src/http/health.ts';

afterEach(() => closeDatabase());

describe('the health of the application', () => {
  it('is well when the database answers', async () => {
    const { close } = await createTestDatabase({ install: true });
    const response = await healthResponse();
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(await response.json()).toEqual({
      status: 'ok',
      database: 'ok',
      latencyMs: expect.any(Number),
    });
    await close();
  });

  it('says that the database cannot be reached, and nothing of where it is', async () => {
    vi.stubEnv('DATABASE_URL', 'postgres://somebody:secret@127.0.0.1:9/customers');
    vi.stubEnv('TENANT_CONTEXT_SECRET', `test.${'a'.repeat(43)}`);
    const response = await healthResponse();
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      status: 'unavailable',
      database: 'unavailable',
      code: 'CONNECTION_FAILED',
    });
  });

  it('gives up on a database that does not answer', async () => {
    const response = await healthResponse(() => new Promise(() => {}), 20);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'TIMEOUT' });
  });

  it('hides codes that are not ours', async () => {
    const error = Object.assign(new Error('10.1.2.3'), { code: '28P01' });
    const response = await healthResponse(() => Promise.reject(error));
    expect(await response.json()).toMatchObject({ code: 'INTERNAL' });
  });
});
