-- Activeflows with their variables. What V1 says of names, types, JSON, texts and times holds here too.
CREATE TABLE flow_activeflows (
  id                      BINARY(16)    NOT NULL,
  customer_id             BINARY(16)    NULL,
  status                  VARCHAR(16)   NULL,                                               -- running or ended
  flow_id                 BINARY(16)    NULL,
  reference_type          VARCHAR(255)  NULL,
  reference_id            BINARY(16)    NULL,
  reference_activeflow_id BINARY(16)    NULL,                                               -- the one that caused it
  on_complete_flow_id     BINARY(16)    NOT NULL DEFAULT X'00000000000000000000000000000000',
  webhook_uri             VARCHAR(1024) NULL,
  webhook_method          VARCHAR(16)   NULL,
  stack_map               LONGTEXT      NULL,                                               -- written only when a stack changes
  current_stack_id        BINARY(16)    NULL,
  current_action          LONGTEXT      NULL,
  execute_count           INT           NULL,                                               -- how many of flow_steps count
  forward_stack_id        BINARY(16)    NULL,
  forward_action_id       BINARY(16)    NULL,
  tm_create               DATETIME(6)   NULL,
  tm_update               DATETIME(6)   NULL,
  tm_delete               DATETIME(6)   NULL,
  -- Not in the original:
  version                 BIGINT        NOT NULL DEFAULT 1,                                 -- one more with each change
  variables               LONGTEXT      NULL,                                               -- written only when one changes
  asked_action_id         BINARY(16)    NOT NULL DEFAULT X'00000000000000000000000000000000', -- where the last request came from
  answered                BOOLEAN       NOT NULL DEFAULT TRUE,                              -- whether its work is done
  user_id                 BIGINT        NOT NULL DEFAULT 0,
  legacy                  BOOLEAN       NOT NULL DEFAULT FALSE,                             -- created in the first version's words
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A customer's list.
CREATE INDEX idx_flow_activeflows_customer_id ON flow_activeflows (customer_id, tm_delete, tm_create);
-- The activeflows of one flow, and of one call, conversation, …
CREATE INDEX idx_flow_activeflows_flow_id ON flow_activeflows (flow_id, tm_create);
CREATE INDEX idx_flow_activeflows_reference_id ON flow_activeflows (reference_id, tm_create);
-- Lists that say neither, or that want deleted ones too.
CREATE INDEX idx_flow_activeflows_tm_create ON flow_activeflows (tm_create);
