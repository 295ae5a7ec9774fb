/** What every test's database is made of. */
export const DATABASE = 'product';

export const bootstrap = (passwordOf: (login: string) => string): string => `
  create role app login password '${passwordOf('app')}';
  create table notes (body text not null);
  grant select, insert on notes to app;
`;
