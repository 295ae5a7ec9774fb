import { sql } from 'drizzle-orm';
import { numeric, timestamp, uuid } from 'drizzle-orm/pg-core';

/** The primary key of a table outside any tenant: a UUIDv7, made by the database. */
export const identifier = () =>
  uuid('id')
    .primaryKey()
    .default(sql`app.uuid_v7()`);

/** A moment, with its time zone. */
export const moment = (name: string) => timestamp(name, { withTimezone: true });

/** An amount of money, as text, to the cent; its currency stands beside it. */
export const money = (name: string) => numeric(name, { precision: 12, scale: 2 });
