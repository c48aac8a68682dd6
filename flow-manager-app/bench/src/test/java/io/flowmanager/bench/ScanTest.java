package io.flowmanager.bench;

import static io.flowmanager.bench.Scan.NOWHERE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status_code\":200,\"data_type\":\"application/json\",\"data\":{\"id\":\"it\"}}",
        "{\"data\":{\"option\":{\"id\":\"not it\"},\"id\":\"it\"},\"status_code\":200}",
        " { \"data\" : { \"list\" : [ 1 , {\"id\":\"no\"}, [] ] , \"id\" : \"it\" } ,"
            + " \"status_code\" : 200 } ",
        "{\"a\":\"quoted \\\" and"
            + " \\\\\",\"data\":{\"b\":null,\"c\":-1.5e3,\"d\":\"}{,\",\"id\":\"it\"},\"status_code\":200}",
        "{\"é\":\"ü\",\"status_code\":200,\"data\":{\"ids\":\"no\",\"id\":\"it\"}}",
      })
  void findsMembersWhereverTheyAre(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    int root = Scan.root(bytes);

    int status = Scan.member(bytes, root, Scan.ascii("status_code"));
    int id = Scan.member(bytes, Scan.member(bytes, root, Scan.ascii("data")), Scan.ascii("id"));

    assertThat(Scan.number(bytes, status)).isEqualTo(200);
    assertThat(Scan.isText(bytes, id, Scan.ascii("it"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "{\"data\"",
        "{\"data\":",
        "{\"data\":{",
        "{\"data\":{\"id",
        "null",
        "{\"data\":\"text\"}",
        "{\"data\":[{\"id\":\"it\"}]}",
        "{\"data\":{\"x\":\"",
        "{\"x\":[[[",
        "{\"data\":{\"x\":\"\\"
      })
  void findsNothingInWhatHasNoSuchMember(String json) {
    byte[] bytes = json.getBytes(UTF_8);

    int data = Scan.member(bytes, Scan.root(bytes), Scan.ascii("data"));

    assertThat(Scan.member(bytes, data, Scan.ascii("id"))).isEqualTo(NOWHERE);
  }

  @Test
  void readsNoNumberWhereThereIsNone() {
    byte[] bytes = Scan.ascii("{\"status_code\":\"200\"}");

    int status = Scan.member(bytes, 0, Scan.ascii("status_code"));

    assertThat(Scan.number(bytes, status)).isEqualTo(NOWHERE);
    assertThat(Scan.number(bytes, NOWHERE)).isEqualTo(NOWHERE);
  }

  @Test
  void takesOnlyTheWholeTextForAText() {
    byte[] bytes = Scan.ascii("\"abcd\"");

    assertThat(Scan.isText(bytes, 0, 4)).isTrue();
    assertThat(Scan.isText(bytes, 0, 3)).isFalse();
    assertThat(Scan.isText(bytes, 0, Scan.ascii("abc"))).isFalse();
    assertThat(Scan.isText(bytes, 0, 5)).isFalse();
  }
}
