package io.flowmanager.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.app.config.FlowManagerConfig.Effective;
import io.flowmanager.app.config.FlowManagerConfig.Read;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The file that operators begin with. */
class ExampleFileTest {
  private static final String FILE = "../ops/flow-manager.properties";

  @Test
  void hasEverySettingWithItsDefault() {
    Read.Fine example = read("-config", FILE);

    assertThat(example.config()).isEqualTo(read().config());
    assertThat(example.settings())
        .filteredOn(effective -> !effective.setting().equals("config"))
        .extracting(Effective::origin)
        .containsOnly("file " + FILE);
  }

  private static Read.Fine read(String... arguments) {
    return (Read.Fine) FlowManagerConfig.read(List.of(arguments), Map.of());
  }
}
