-- The first of its steps that an activeflow still tells of: a very long way is told of from somewhere on, and read from there.
ALTER TABLE flow_activeflows ADD COLUMN first_step INT NOT NULL DEFAULT 0;
