package io.flowmanager.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RabbitAddressTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          amqp://guest:guest@localhost:5672,      false, localhost, 5672, guest, guest, /
          amqp://broker,                          false, broker,    5672, guest, guest, /
          amqp://broker/,                         false, broker,    5672, guest, guest, /
          amqps://broker/voip,                    true,  broker,    5671, guest, guest, voip
          amqp://u:p%40%2Fss:w+rd@10.0.0.1:7/%2F, false, 10.0.0.1,  7,    u,     p@/ss:w+rd, /
          amqp://u@broker/a%2Fb,                  false, broker,    5672, u,     '',    a/b
          amqp://u:p@[::1]:5673/v?heartbeat=5,    false, ::1,       5673, u,     p,     v
          """)
  void readsWhatIsThereAndTakesTheUsualForTheRest(
      String text,
      boolean encrypted,
      String host,
      int port,
      String user,
      String password,
      String vhost) {
    assertThat(RabbitAddress.of(text))
        .isEqualTo(new RabbitAddress(encrypted, host, port, user, password, vhost));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "broker",
        "http://u:secret@broker",
        "amqp://",
        "amqp://u:secret@broker:0",
        "amqp://u:sec ret@broker",
        "amqp://u:secret@broker:99999"
      })
  void refusesWhatIsNoAddressWithoutShowingThePassword(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RabbitAddress.of(text))
        .withMessageStartingWith("Expected ")
        .satisfies(refusal ->
            assertThat(refusal).message().doesNotContain("secret").doesNotContain("sec "))
        .withNoCause();
  }

  @Test
  void neverShowsThePassword() {
    assertThat(RabbitAddress.of("amqps://user:secret@[::1]:5671/voip"))
        .hasToString("amqps://user@[::1]:5671/voip");
    assertThat(RabbitAddress.of("amqp://user:secret@broker"))
        .hasToString("amqp://user@broker:5672/");
  }
}
