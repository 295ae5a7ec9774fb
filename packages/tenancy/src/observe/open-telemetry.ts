import { TenancyError } from '../errors/base.ts';
import { isDatabaseError } from '../errors/database.ts';
import type { StatementObserver } from './observer.ts';

/** What is used of OpenTelemetry's Tracer. */
export interface StatementTracer {
  startSpan(
    name: string,
    options: {
      readonly kind: number;
      readonly startTime: number;
      readonly attributes: Readonly<Record<string, string | number | boolean>>;
    },
  ): {
    setStatus(status: { readonly code: number; readonly message?: string }): unknown;
    end(endTime: number): void;
  };
}

// SpanKind.CLIENT and SpanStatusCode.ERROR of @opentelemetry/api, which fixes both numbers.
const client = 2;
const failed = 2;

/**
 * An observer that makes each statement a span, child of the span that is active in its flow. Attributes follow
 * OpenTelemetry's semantic conventions for PostgreSQL; `startkit.tenant.id` is the organization. No parameters, and no
 * error messages, which can carry values: the code, and the SQLSTATE.
 *
 * @param tracer `trace.getTracer(...)` of @opentelemetry/api.
 */
export function traceStatements(tracer: StatementTracer): StatementObserver {
  return {
    statement({ text, startTime, duration, context, batchSize, rowCount, error }) {
      const operation = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'STATEMENT';
      const { organizationId, userId, portalUserId, isSuperadmin } = context;
      const span = tracer.startSpan(operation, {
        kind: client,
        startTime,
        attributes: {
          'db.system.name': 'postgresql',
          'db.query.text': text,
          'db.operation.name': operation,
          'startkit.superadmin': isSuperadmin,
          ...(organizationId === null ? {} : { 'startkit.tenant.id': organizationId }),
          ...(userId === null ? {} : { 'startkit.user.id': userId }),
          ...(portalUserId === null ? {} : { 'startkit.portal_user.id': portalUserId }),
          ...(batchSize > 1 ? { 'db.operation.batch.size': batchSize } : {}),
          ...(rowCount === null ? {} : { 'db.response.returned_rows': rowCount }),
          ...(error === undefined ? {} : errorAttributes(error)),
        },
      });
      if (error !== undefined) span.setStatus({ code: failed });
      span.end(startTime + duration);
    },
  };
}

function errorAttributes(error: unknown): Record<string, string> {
  return {
    'error.type': error instanceof TenancyError ? error.code : 'Error',
    ...(isDatabaseError(error) ? { 'db.response.status_code': error.sqlState } : {}),
  };
}
