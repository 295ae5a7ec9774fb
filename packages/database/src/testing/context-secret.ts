/** What every test database's contexts are signed with: it guards nothing that is kept. */
export const testContextSecret = `test.${Buffer.alloc(32, 'test').toString('base64url')}`;
