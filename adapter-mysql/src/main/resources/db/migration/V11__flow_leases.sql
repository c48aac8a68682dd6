-- The processes that share this database, a row each, which only its process changes: while it is renewed, the process is
-- there. Who sees the same number for long enough removes the row, and with it the process is gone for good.
CREATE TABLE flow_leases (
  process_id  BINARY(16)   NOT NULL,
  server      VARCHAR(255) NOT NULL, -- on which it was renewed; several servers may hold copies of one row
  renewals    BIGINT       NOT NULL, -- how often it was renewed
  tm_renew    DATETIME(6)  NOT NULL, -- when, by the server's clock: for people, nothing is decided by it
  PRIMARY KEY (process_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What only one process does at a time. Who is gone holds no claim.
CREATE TABLE flow_claims (
  name        VARCHAR(64)  NOT NULL,
  process_id  BINARY(16)   NOT NULL, -- all zeros: nobody
  PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
