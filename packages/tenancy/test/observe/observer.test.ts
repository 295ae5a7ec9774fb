import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type TenantClient,
  traceStatements,
  withTenant,
  type StatementEvent,
  type StatementObserver,
} from '../../src/index.ts';
import { serverDatabase } from '../support/database.ts';
import { acme } from '../support/schema.ts';

const userId = '0191d6a0-0000-7000-8000-0000000000ff';
const asUser = <T>(fn: () => Promise<T>) => withTenant({ organizationId: acme.id, userId }, fn);

describe('an observer', () => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  const clients: TenantClient[] = [];
  const events: StatementEvent[] = [];
  const observed = (observer: StatementObserver) => {
    const client = database.client({ observer });
    clients.push(client);
    return client;
  };
  const listen = (options: { parameters?: boolean } = {}) =>
    observed({ ...options, statement: (event) => void events.push(event) });

  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
  });
  beforeEach(() => void events.splice(0));
  afterAll(async () => {
    for (const client of clients) await client.close();
    await database.close();
  });

  test('is told of a statement: text, time, tenant, rows; and of none of the engine’s own', async () => {
    const before = Date.now();
    await asUser(() => listen().query('select name from projects where size > $1', [1]));
    expect(events).toHaveLength(1);
    const [event] = events;
    expect(event).toMatchObject({
      text: 'select name from projects where size > $1',
      context: { organizationId: acme.id, userId, isSuperadmin: false },
      inTransaction: false,
      batchSize: 1,
      rowCount: 2,
    });
    expect(event!.startTime).toBeGreaterThanOrEqual(before);
    expect(event!.duration).toBeGreaterThan(0);
    expect(event!.duration).toBeLessThan(Date.now() - before + 1);
  });

  test('gets parameters only when it asks for them', async () => {
    await asUser(() => listen().query('select $1::text', ['secret']));
    expect(JSON.stringify(events)).not.toContain('secret');
    await asUser(() => listen({ parameters: true }).query('select $1::text', ['secret']));
    expect(events[1]?.parameters).toEqual(['secret']);
  });

  test('is told of each statement of a batch and of a transaction', async () => {
    const client = listen();
    await asUser(() => client.batch([{ text: 'select 1' }, { text: 'select 2' }]));
    await asUser(() => client.transaction((tx) => tx.query('select 3')));
    expect(
      events.map(({ text, batchSize, inTransaction }) => [text, batchSize, inTransaction]),
    ).toEqual([
      ['select 1', 2, false],
      ['select 2', 2, false],
      ['select 3', 1, true],
    ]);
  });

  test('is told of failures, before the caller is', async () => {
    await expect(asUser(() => listen().query('select 1/0'))).rejects.toThrow(Error);
    expect(events).toMatchObject([{ rowCount: null, error: { sqlState: '22012' } }]);
  });

  test('that throws is a warning; the statement’s result stands', async () => {
    const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const client = observed({
      statement: () => {
        throw new Error('full disk');
      },
    });
    const { rowCount } = await asUser(() => client.query('select 1'));
    expect(rowCount).toBe(1);
    expect(warning).toHaveBeenCalledOnce();
    warning.mockRestore();
  });
});

describe('traceStatements, on OpenTelemetry’s SDK', () => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  let client: TenantClient;
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const tracer = provider.getTracer('test');

  beforeAll(async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    database = await serverDatabase('node-postgres');
    client = database.client({ observer: traceStatements(tracer) });
  });
  afterAll(async () => {
    context.disable();
    await client.close();
    await database.close();
  });
  beforeEach(() => exporter.reset());

  test('a statement is a span of the request it belongs to', async () => {
    const request = tracer.startSpan('request');
    await context.with(trace.setSpan(context.active(), request), () =>
      asUser(() => client.query('select name from projects where name <> $1', ['secret'])),
    );
    const [span] = exporter.getFinishedSpans();
    expect(span).toMatchObject({
      name: 'SELECT',
      kind: 2,
      parentSpanContext: { spanId: request.spanContext().spanId },
      attributes: {
        'db.system.name': 'postgresql',
        'db.query.text': 'select name from projects where name <> $1',
        'db.response.returned_rows': 3,
        'startkit.tenant.id': acme.id,
        'startkit.user.id': userId,
      },
    });
    expect(JSON.stringify(span!.attributes)).not.toContain('secret');
    expect(span!.duration[0] * 1e9 + span!.duration[1]).toBeGreaterThan(0);
  });

  test('a failure has its code, and no message, which could carry values', async () => {
    const insert = `insert into projects (name) values ($1), ($1)`;
    await expect(asUser(() => client.query(insert, ['twice']))).rejects.toThrow(Error);
    const [span] = exporter.getFinishedSpans();
    expect(span).toMatchObject({
      status: { code: 2 },
      attributes: { 'error.type': 'UNIQUE_VIOLATION', 'db.response.status_code': '23505' },
    });
    expect(JSON.stringify([span!.status, span!.attributes, span!.events])).not.toContain('twice');
  });
});
