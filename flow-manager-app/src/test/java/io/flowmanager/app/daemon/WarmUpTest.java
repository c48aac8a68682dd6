package io.flowmanager.app.daemon;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** The launcher takes no notice of a failure, so here it is seen. */
class WarmUpTest {
  @Test
  void getsThroughWithoutAnyServer() {
    assertThatCode(WarmUp::run).doesNotThrowAnyException();
  }
}
