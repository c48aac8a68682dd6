-- When an activeflow left each action, and so came to the next one. NULL for what was left before there was this column.
ALTER TABLE flow_steps ADD COLUMN tm_leave DATETIME(6) NULL;
