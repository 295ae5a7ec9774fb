/** SQL of the names of a table's columns, from an array of their numbers, in its order. @param table SQL of its oid. */
export const columnNames = (table: string, numbers: string) => `
  array(select a.attname::text from unnest(${numbers}) with ordinality u (number, place)
          join pg_attribute a on a.attrelid = ${table} and a.attnum = u.number order by u.place)`;

/** SQL of the name of who holds a right that aclexplode() calls `a`; "public" is everybody. */
export const grantee = `case when a.grantee = 0 then 'public' else pg_get_userbyid(a.grantee)::text end`;
