-- Roles belong to the server: another database may have made them, or be making them.
do $$ begin create role convert_owner; exception when duplicate_object or unique_violation then end $$;
do $$ begin create role convert_app; exception when duplicate_object or unique_violation then end $$;
