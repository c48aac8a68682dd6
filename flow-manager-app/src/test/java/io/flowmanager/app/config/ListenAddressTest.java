package io.flowmanager.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {":2112", "0.0.0.0:2112", "[::]:2112", "[::1]:2112", "localhost:2112"})
  void readsWhatItWrites(String text) {
    ListenAddress address = ListenAddress.of(text);

    assertThat(address.port()).isEqualTo(2112);
    assertThat(address).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2112", ":", ":http", ":65536", "::1:2112", "http://localhost:2112", ""})
  void refusesWhatIsNoAddress(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListenAddress.of(text))
        .withMessageStartingWith("Expected ");
  }

  @Test
  void listensEverywhereWithoutAHost() throws Exception {
    assertThat(ListenAddress.of(":2112").resolve().getAddress().isAnyLocalAddress()).isTrue();
  }
}
