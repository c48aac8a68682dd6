-- Flows, temporary ones too.
--
-- Names and types are those of the original wherever it has the column. Two things differ on purpose:
--   * JSON is kept as text. MySQL's JSON type turns numbers into doubles (12345678901234567890.123 would come back
--     as 12345678901234567000) and sorts the members of objects; what authors wrote has to come back as they wrote it.
--   * Texts compare by their code points, so "Main" and "main" are two names.
-- Times are UTC, to the microsecond. An id of all zeros means none.
CREATE TABLE flow_flows (
  id                  BINARY(16)    NOT NULL,
  customer_id         BINARY(16)    NULL,
  type                VARCHAR(255)  NULL,
  name                VARCHAR(255)  NULL,
  detail              TEXT          NULL,
  actions             LONGTEXT      NULL,                                               -- a JSON list; NULL: none
  direct_id           BINARY(16)    NULL,
  direct_hash         VARCHAR(255)  NULL,
  on_complete_flow_id BINARY(16)    NOT NULL DEFAULT X'00000000000000000000000000000000',
  tm_create           DATETIME(6)   NULL,
  tm_update           DATETIME(6)   NULL,                                               -- NULL: never
  tm_delete           DATETIME(6)   NULL,                                               -- NULL: not deleted
  -- Not in the original:
  version             BIGINT        NOT NULL DEFAULT 1,                                 -- one more with each change
  persist             BOOLEAN       NOT NULL DEFAULT TRUE,                              -- false: temporary, never listed
  tm_expire           DATETIME(6)   NULL,                                               -- when a temporary one goes
  user_id             BIGINT        NOT NULL DEFAULT 0,                                 -- the owner before customers had ids; 0: none
  webhook_uri         VARCHAR(1024) NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A customer's list, and how many flows it has. persist first, because temporary flows can outnumber the others by far.
CREATE INDEX idx_flow_flows_customer_id ON flow_flows (customer_id, persist, tm_delete, tm_create);
-- The list of an owner that the first version's callers know.
CREATE INDEX idx_flow_flows_user_id ON flow_flows (user_id, persist, tm_delete, tm_create);
-- The same, deleted ones too; and the list of all customers' flows.
CREATE INDEX idx_flow_flows_tm_create ON flow_flows (persist, tm_create);
-- Removing temporary flows whose time is over.
CREATE INDEX idx_flow_flows_tm_expire ON flow_flows (tm_expire);
