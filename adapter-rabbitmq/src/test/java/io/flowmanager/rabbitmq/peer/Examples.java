package io.flowmanager.rabbitmq.peer;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ReferenceId;
import java.util.UUID;

/** Ids that say what they are of, and who calls whom. */
final class Examples {
  static final CustomerId CUSTOMER = new CustomerId(id("c0000000"));
  static final ActiveflowId ACTIVEFLOW = new ActiveflowId(id("af000000"));
  static final FlowId FLOW = new FlowId(id("f0000000"));
  static final CallId CALL = new CallId(id("ca000000"));
  static final ReferenceId REFERENCE = new ReferenceId(CALL.value());

  static final Address CALLER = Address.of("tel", "+15550001");
  static final Address CALLEE = Address.of("tel", "+15550002");

  private Examples() {}

  static UUID id(String start) {
    return UUID.fromString(start + "-0000-4000-8000-000000000001");
  }
}
