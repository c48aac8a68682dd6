-- Announcements that were committed with the changes they tell of, until they are published.
CREATE TABLE flow_outbox (
  owner_id    BINARY(16)  NOT NULL, -- the flow or activeflow it tells of
  version     BIGINT      NOT NULL, -- the version that the change made
  ordinal     INT         NOT NULL, -- which of that change's announcements, from 0
  type        VARCHAR(64) NOT NULL, -- e.g. activeflow_updated
  resource    LONGTEXT    NOT NULL, -- JSON: of a flow all, of an activeflow where it stood right after the change
  tm_create   DATETIME(6) NOT NULL, -- when it was stored, by the clock of the process that did
  -- Forgetting what was published; reading an owner's in order.
  PRIMARY KEY (owner_id, version, ordinal)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Relaying what was left behind, oldest first.
CREATE INDEX idx_flow_outbox_tm_create ON flow_outbox (tm_create);
