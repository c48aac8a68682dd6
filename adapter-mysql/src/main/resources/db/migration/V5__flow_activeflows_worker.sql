-- Who is at an activeflow's last request, so that no two processes ask other services for the same.
ALTER TABLE flow_activeflows ADD COLUMN asked_step INT NOT NULL DEFAULT 0;                                            -- how many steps there had been when it came
ALTER TABLE flow_activeflows ADD COLUMN worker_id BINARY(16) NOT NULL DEFAULT X'00000000000000000000000000000000';    -- a process; all zeros: nobody

-- Finding what a process left undone that is gone. Nearly all rows have zeros, and are not looked at.
CREATE INDEX idx_flow_activeflows_worker_id ON flow_activeflows (worker_id);
