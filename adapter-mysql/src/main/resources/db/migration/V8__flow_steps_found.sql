-- What an action decided by, where that is not in its options, and the reason it failed for. NULL: nothing, or not kept yet.
ALTER TABLE flow_steps ADD COLUMN found VARCHAR(255) NULL, ADD COLUMN failure VARCHAR(255) NULL;

-- The same of the action that an activeflow stands on.
ALTER TABLE flow_activeflows ADD COLUMN current_found VARCHAR(255) NULL, ADD COLUMN current_failure VARCHAR(255) NULL;
