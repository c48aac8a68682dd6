-- How many activeflows came before this one in its chain. NULL for what was stored before there was this column, or by an
-- older daemon beside: that takes the number from its variables, once, with its next change.
ALTER TABLE flow_activeflows ADD COLUMN chain_depth INT NULL;

-- A temporary flow's name and detail where its columns are too short for them, and hold the beginning. The original never
-- wrote temporary flows to its table, and took any. NULL: the columns have all of it.
ALTER TABLE flow_flows ADD COLUMN long_name LONGTEXT NULL, ADD COLUMN long_detail LONGTEXT NULL;
