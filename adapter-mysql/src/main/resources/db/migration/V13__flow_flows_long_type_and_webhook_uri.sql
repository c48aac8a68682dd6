-- A temporary flow's type and webhook_uri where its columns are too short for them, and hold the beginning, as for its name
-- and detail. NULL: the columns have all of it.
ALTER TABLE flow_flows ADD COLUMN long_type LONGTEXT NULL, ADD COLUMN long_webhook_uri LONGTEXT NULL;
