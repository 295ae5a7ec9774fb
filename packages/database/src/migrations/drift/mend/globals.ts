import type { SchemaObject } from '../../dump/object.ts';
import { byHand, type Mender, ranks, type Statement } from '../statement.ts';
import { grantStatements, grantsOf } from './grants.ts';
import { sharedStatements } from './shared.ts';

const flags = ['login', 'superuser', 'bypassrls', 'createrole', 'createdb', 'replication'];

const asItShouldBe = ({ facts }: SchemaObject, which: readonly string[]) =>
  which.map((flag) => (facts[flag] === true ? flag : `no${flag}`)).join(' ');

export const role: Mender = {
  create: (object) => [
    {
      object: object.key,
      rank: ranks.role,
      sql: `create role ${object.id} ${asItShouldBe(object, flags)}`,
    },
  ],
  drop: () => [],
  alter: (expected, found) => {
    const differing = flags.filter((flag) => expected.facts[flag] !== found.facts[flag]);
    const sql = `alter role ${expected.id} ${asItShouldBe(expected, differing)}`;
    return [{ object: expected.key, rank: ranks.role, sql }];
  },
};

export const database: Mender = {
  create: () => [],
  drop: () => [],
  alter: (expected, found, context) => grantStatements(expected, grantsOf(found), context),
};

export const extension: Mender = {
  create: ({ key, id }) => [
    { object: key, rank: ranks.extension, sql: `create extension if not exists ${id}` },
  ],
  drop: () => [],
  alter: () => [],
};

export const schema: Mender = {
  create: (object, context) => [
    { object: object.key, rank: ranks.schema, sql: `create schema ${object.id}` },
    ...sharedStatements(object, undefined, context),
  ],
  drop: () => [],
  alter: sharedStatements,
};

export const eventTrigger: Mender = {
  create: (object): readonly Statement[] => [
    byHand(object, 'an event trigger belongs to the whole database, and a superuser makes it'),
  ],
  drop: () => [],
  alter: (expected) => [byHand(expected, 'an event trigger is changed by a superuser')],
};
