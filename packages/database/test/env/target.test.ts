import { describe, expect, test } from 'vitest';
import {
  describeTarget,
  isLoopback,
  parseTarget,
  withLogin,
} from '../../src/environment/target.ts';

const target = (url: string) => {
  const parsed = parseTarget(url);
  if (parsed === undefined) throw new Error('not a target');
  return parsed;
};

describe('a target', () => {
  test('is the connection string without its password', () => {
    const text = describeTarget(
      target('postgresql://me:se%40cret@db.example.com:6543/prod?ssl=require'),
    );
    expect(text).toBe('db.example.com:6543/prod as me');
  });

  test('has the defaults of Postgres', () => {
    expect(target('postgres://me@host')).toEqual({
      host: 'host',
      port: 5432,
      login: 'me',
      database: 'me',
    });
  });

  test('is the first of several hosts', () => {
    expect(target('postgres://me:x@one:5433,two:5434/db')).toMatchObject({
      host: 'one',
      port: 5433,
    });
  });

  test.each([
    ['postgres://a@localhost/db', true],
    ['postgres://a@127.0.0.1:5432/db', true],
    ['postgres://a@[::1]/db', true],
    ['postgres://a@localhost.example.com/db', false],
    ['postgres://a@127.0.0.1.example.com/db', false],
    ['postgres://a@10.0.0.1/db', false],
  ])('%s on this machine: %s', (url, expected) => {
    expect(isLoopback(target(url))).toBe(expected);
  });
});

test('withLogin keeps everything but who connects', () => {
  expect(withLogin('postgres://me:a:b@host:1/db?ssl=true', 'you', 'p/w')).toBe(
    'postgres://you:p%2Fw@host:1/db?ssl=true',
  );
  expect(withLogin('postgresql://host/db', 'you', 'pw')).toBe('postgresql://you:pw@host/db');
});
