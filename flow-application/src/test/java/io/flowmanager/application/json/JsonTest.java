package io.flowmanager.application.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void isTheBytesOfItsText() {
    Json json = Json.of("\"ä\"");

    assertThat(json.length()).isEqualTo(4);
    assertThat(json).hasToString("\"ä\"").isEqualTo(Json.of(json.utf8().clone()));
  }

  @Test
  void makesAListOfSeveral() {
    assertThat(Json.array(List.of(Json.of("1"), Json.of("{}")))).hasToString("[1,{}]");
    assertThat(Json.array(List.of())).hasToString("[]");
  }
}
