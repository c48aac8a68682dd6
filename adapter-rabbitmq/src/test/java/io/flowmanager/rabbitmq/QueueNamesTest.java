package io.flowmanager.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueueNamesTest {

  @Test
  void areThoseThatTheOtherServicesKnow() {
    assertThat(QueueNames.FLOW_REQUEST).isEqualTo("bin-manager.flow-manager.request");
    assertThat(QueueNames.FLOW_SUBSCRIBE).isEqualTo("bin-manager.flow-manager.subscribe");
    assertThat(QueueNames.FLOW_EVENT).isEqualTo("bin-manager.flow-manager.event");
    assertThat(QueueNames.DELAY).isEqualTo("bin-manager.delay");
  }

  @Test
  void tellTheServiceOfAQueue() {
    assertThat(QueueNames.serviceOf(QueueNames.requestsOf("call-manager")))
        .isEqualTo("call-manager");
    assertThat(QueueNames.serviceOf("flow_manager-request")).isEqualTo("flow_manager-request");
  }
}
