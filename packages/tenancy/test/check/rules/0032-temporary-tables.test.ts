import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks } = onSafeDatabase();

describe('0032 temporary-tables', () => {
  test.each([
    ['public', 'public'],
    ['the role', '{app}'],
    ['the login', '{login}'],
  ])('%s', (_, grantee) =>
    breaks('0032', {
      break: `do $$ begin execute format('grant temporary on database %I to ${grantee}', current_database()); end $$`,
      expect: [
        {
          object: 'database {db}',
          detail: `${grantee} may create temporary tables`,
          severity: 'error',
        },
      ],
    }),
  );
});
