-- The actions that activeflows have left, in the place of the original's column executed_actions: a row is appended with
-- each step, and none is ever written again.
CREATE TABLE flow_steps (
  activeflow_id BINARY(16) NOT NULL,
  step          INT        NOT NULL, -- from 0
  action        LONGTEXT   NOT NULL, -- as JSON
  -- Reading the steps of one activeflow, or of a page of them.
  PRIMARY KEY (activeflow_id, step)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
