-- Who the customer is, the flow or activeflow itself tells. Of an activeflow, resource now holds only what its row will not
-- tell later: where it stood right after the change, as JSON of some hundred bytes. Its stacks and steps are not stored twice.
ALTER TABLE flow_outbox DROP COLUMN customer_id;
