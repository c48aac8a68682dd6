package io.flowmanager.rabbitmq.peer;

import static io.flowmanager.rabbitmq.peer.Examples.CUSTOMER;
import static io.flowmanager.rabbitmq.peer.Examples.FLOW;
import static io.flowmanager.rabbitmq.peer.Examples.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.flow.Flow.Direct;
import io.flowmanager.domain.id.DirectId;
import org.junit.jupiter.api.Test;

class RabbitDirectManagerTest {
  private final ScriptedRpc rpc = new ScriptedRpc();
  private final RabbitDirectManager directs = new RabbitDirectManager(rpc);

  private static final DirectId DIRECT = new DirectId(id("d1000000"));

  @Test
  void createsADirect() {
    rpc.answer(
        "{\"id\":\"d1000000-0000-4000-8000-000000000001\",\"hash\":\"abc\","
            + "\"resource_type\":\"flow\"}");

    Direct created = directs.create(CUSTOMER, FLOW);

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.direct-manager.request: POST /v1/directs, \"application/json\","
                + " 3 s {\"customer_id\":\"c0000000-0000-4000-8000-000000000001\","
                + "\"resource_type\":\"flow\",\"resource_id\":\"f0000000-0000-4000-8000-000000000"
                + "001\"}");
    assertThat(created).isEqualTo(new Direct(DIRECT, "abc"));
  }

  @Test
  void deletesADirectWhateverIsAnswered() {
    rpc.answer("5");

    directs.delete(DIRECT);

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.direct-manager.request: DELETE /v1/directs/d1000000-0000-4000-8000"
                + "-000000000001, \"\", 3 s");
    assertThat(rpc.resource()).isEqualTo("/v1/directs/<direct-id>");
  }

  @Test
  void regeneratesAHash() {
    rpc.answer("{\"id\":\"d1000000-0000-4000-8000-000000000001\",\"hash\":\"def\"}");

    Direct regenerated = directs.regenerate(DIRECT);

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.direct-manager.request: POST /v1/directs/d1000000-0000-4000-8000-0"
                + "00000000001/regenerate, \"\", 3 s");
    assertThat(rpc.resource()).isEqualTo("/v1/directs/<direct-id>/regenerate");
    assertThat(regenerated).isEqualTo(new Direct(DIRECT, "def"));
  }

  @Test
  void expectsADirect() {
    String[] none = {"\"str\"", "[]", "{}", "{\"id\":5}", "{\"hash\":\"abc\"}"};
    rpc.assertUnexpected(() -> directs.create(CUSTOMER, FLOW), none);
    rpc.assertUnexpected(() -> directs.regenerate(DIRECT), none);
  }
}
