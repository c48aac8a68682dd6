-- The latest requests that changed an activeflow from outside: one that is delivered again is not served again.
ALTER TABLE flow_activeflows ADD COLUMN served_requests VARCHAR(1024) NOT NULL DEFAULT ''; -- ids, oldest first, spaces between
