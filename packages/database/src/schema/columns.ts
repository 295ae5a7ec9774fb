import { sql } from 'drizzle-orm';
import { timestamp, uuid } from 'drizzle-orm/pg-core';

/** The primary key of a table outside any tenant: a UUIDv7, made by the database. */
export const identifier = () =>
  uuid('id')
    .primaryKey()
    .default(sql`app.uuid_v7()`);

/** A moment, with its time zone. */
export const moment = (name: string) => timestamp(name, { withTimezone: true });
