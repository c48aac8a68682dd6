package io.flowmanager.application.json;

import static io.flowmanager.domain.error.Reason.INVALID_REQUEST;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.RecordingId;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  private static final String ID = "5e4a0680-804e-11ec-8477-2fea5968d85b";

  @Test
  void readsMembersByName() {
    Body body =
        body(
            """
            {"text":"x","id":"5e4a0680-804e-11ec-8477-2fea5968d85b","flag":true,"number":7,
             "time":"2026-08-22T10:28:01Z","list":[1],"object":{"inner":"y"},
             "ids":["5e4a0680-804e-11ec-8477-2fea5968d85b"]}
            """);

    assertThat(body.text("text")).isEqualTo("x");
    assertThat(body.id("id", CustomerId::new)).isEqualTo(new CustomerId(UUID.fromString(ID)));
    assertThat(body.flag("flag")).isTrue();
    assertThat(body.integer("number")).isEqualTo(7);
    assertThat(body.time("time")).contains(Instant.parse("2026-08-22T10:28:01Z"));
    assertThat(body.list("list")).containsExactly(Value.Numeral.of(1));
    assertThat(body.object("object").text("inner")).isEqualTo("y");
    assertThat(body.ids("ids", RecordingId::new))
        .containsExactly(new RecordingId(UUID.fromString(ID)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"x\":null}", "null"})
  void readsWhatIsAbsentOrNullAsEmpty(String json) {
    Body body = body(json);

    assertThat(body.has("x")).isFalse();
    assertThat(body.text("x")).isEmpty();
    assertThat(body.id("x", ActionId::new)).isEqualTo(ActionId.NONE);
    assertThat(body.flag("x")).isFalse();
    assertThat(body.integer("x")).isZero();
    assertThat(body.time("x")).isEmpty();
    assertThat(body.texts("x")).isEmpty();
    assertThat(body.list("x")).isEmpty();
    assertThat(body.ids("x", RecordingId::new)).isEmpty();
    assertThat(body.actions("x")).isEmpty();
    assertThat(body.object("x").has("y")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"flow_id\":\"a\"} | a",
        "{\"FLOW_ID\":\"a\"} | a",
        "{\"Flow_Id\":\"a\",\"FLOW_ID\":\"b\"} | b",
        "{\"flow_id\":\"exact\",\"FLOW_ID\":\"b\"} | exact",
        "{\"flow_id\":\"a\",\"flow_id\":\"b\"} | b",
      })
  void findsNamesInAnyCaseTheExactOneFirstAndTheLastOfSeveral(String json, String text) {
    assertThat(body(json).text("flow_id")).isEqualTo(text);
  }

  @Test
  void takesATextForTheObjectInIt() {
    assertThat(body("\"{\\\"text\\\":\\\"x\\\"}\"").text("text")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "[]", "\"\"", "\"hello\"", "\"[]\"", "\"\\\"{}\\\"\""})
  void refusesABodyThatIsNoObject(String json) {
    assertRefused(() -> body(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5e4a0680-804e-11ec-8477-2fea5968d85b",
        "5E4A0680-804E-11EC-8477-2FEA5968D85B",
        "5e4a0680804e11ec84772fea5968d85b",
        "{5e4a0680-804e-11ec-8477-2fea5968d85b}",
        "urn:uuid:5e4a0680-804e-11ec-8477-2fea5968d85b",
      })
  void readsIdsInAllTheirForms(String id) {
    assertThat(body("{\"x\":\"" + id + "\"}").id("x", UUID::toString)).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"garbage\"", "5", "true", "[]", "{}"})
  void refusesIdsThatAreNone(String id) {
    assertRefused(() -> body("{\"x\":" + id + "}").id("x", Function.identity()))
        .hasMessageContaining("Expected x to be an id (a UUID), but it is ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "[]", "{}"})
  void refusesTextsThatAreNone(String text) {
    assertRefused(() -> body("{\"x\":" + text + "}").text("x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"true\"", "[]", "{}"})
  void refusesFlagsThatAreNone(String flag) {
    assertRefused(() -> body("{\"x\":" + flag + "}").flag("x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"1\"", "true", "[]", "{}", "1.5", "-1", "9223372036854775808", "1e999999999"})
  void refusesNumbersThatAreNoCounts(String number) {
    assertRefused(() -> body("{\"x\":" + number + "}").integer("x"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1.0, 1", "1e3, 1000", "9223372036854775807, 9223372036854775807"})
  void readsWholeNumbersHoweverTheyAreWritten(String number, long read) {
    assertThat(body("{\"x\":" + number + "}").integer("x")).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"\"", "\"yesterday\"", "[]"})
  void refusesTimesThatAreNone(String time) {
    assertRefused(() -> body("{\"x\":" + time + "}").time("x"));
  }

  @Test
  void readsTextsInOrderAndNullAmongThemAsEmpty() {
    Body body = body("{\"variables\":{\"b\":\"1\",\"a\":null,\"B\":\"2\"}}");

    assertThat(body.texts("variables"))
        .containsExactly(entry("b", "1"), entry("a", ""), entry("B", "2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"k\":1}", "{\"k\":true}", "{\"k\":{}}", "[]", "\"x\""})
  void refusesTextsThatAreNot(String texts) {
    assertRefused(() -> body("{\"x\":" + texts + "}").texts("x"));
  }

  @Test
  void readsTheObjectsOfAListAndNullAmongThemAsEmpty() {
    Body body = body("{\"calls\":[{\"id\":\"1\"},null,{}]}");

    assertThat(body.objects("calls"))
        .extracting(call -> call.text("id"))
        .containsExactly("1", "", "");
    assertThat(body.objects("groupcalls")).isEmpty();
  }

  @Test
  void saysWhichMemberIsWrongHoweverDeepItIs() {
    String json = "{\"actions\":[{},{\"ID\":\"secret\"}]}";

    assertThatThrownBy(() -> body(json).actions("actions"))
        .hasMessage("Expected actions[1].id to be an id (a UUID), but it is a text that is none");
  }

  @Test
  void saysNothingOfWhatTheMemberHolds() {
    assertThatThrownBy(() -> body("{\"a\":{\"b\":[\"secret\"]}}").object("a").text("b"))
        .hasMessage("Expected a.b to be a text, but it is a list");
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(ThrowingCallable reading) {
    return assertThatThrownBy(reading)
        .asInstanceOf(type(FlowException.class))
        .matches(failure -> failure.isFor(INVALID_REQUEST))
        .asInstanceOf(THROWABLE);
  }

  private static Body body(String json) {
    return Body.of(ValueJson.read(Json.of(json)));
  }
}
