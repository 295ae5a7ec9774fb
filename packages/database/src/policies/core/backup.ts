/*
 * What a dump reads beyond the declared tables, for startkit_backup: the job queue with its partitions, the journal of
 * the migrations where there is one, and the sequences. It writes nothing. app.context_keys is not among them: whoever
 * reads that table can sign contexts.
 */
export const backupGrants: readonly string[] = [
  'grant usage on schema pgboss to startkit_backup;',
  'grant select on all tables in schema pgboss to startkit_backup;',
  'grant select on sequence app.canary to startkit_backup;',
  `do $$ begin
  if pg_catalog.to_regnamespace('drizzle') is not null then
    grant usage on schema drizzle to startkit_backup;
    grant select on all tables in schema drizzle to startkit_backup;
    grant select on all sequences in schema drizzle to startkit_backup;
  end if;
end $$;`,
];
