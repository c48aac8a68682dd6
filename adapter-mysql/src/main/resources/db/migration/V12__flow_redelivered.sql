-- Redelivered messages in work. A row goes with the work, or stays where its process ended.
CREATE TABLE flow_redelivered (
  message_id  BINARY(16)  NOT NULL, -- a hash of the message, see docs/adr/0007
  process_id  BINARY(16)  NOT NULL, -- who is at it
  ended       INT         NOT NULL, -- how many processes that were at it before are proven gone
  tm_begin    DATETIME(6) NOT NULL,
  PRIMARY KEY (message_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Messages that processes ended with, until an operator decides.
CREATE TABLE flow_parked (
  message_id  BINARY(16)    NOT NULL,
  tm_park     DATETIME(6)   NOT NULL,
  queue       VARCHAR(255)  NOT NULL, -- where it came from
  method      VARCHAR(500)  NOT NULL,
  uri         VARCHAR(500)  NOT NULL,
  properties  LONGTEXT      NOT NULL, -- JSON: texts by AMQP's names of them
  body_bytes  INT           NOT NULL, -- how long the body is
  body        LONGBLOB      NOT NULL, -- all of it, or the beginning of a very long one
  PRIMARY KEY (message_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Processes that began and did not end as they should.
CREATE TABLE flow_signed_on (
  process_id  BINARY(16)  NOT NULL,
  tm_begin    DATETIME(6) NOT NULL,
  tm_end      DATETIME(6),          -- when it was found to be gone
  PRIMARY KEY (process_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
