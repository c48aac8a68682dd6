package io.flowmanager.domain.action;

import static io.flowmanager.authoring.rehearse.Examples.FLOW;
import static io.flowmanager.authoring.rehearse.Examples.NOON;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.FlowId;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  private static Options of(String value) {
    return Json.options("{'it': %s}".formatted(value));
  }

  private static void isRefused(ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.reason()).isEqualTo("INVALID_OPTION"))
        .hasMessageStartingWith("Expected option it to be ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'it': null}"})
  void areEmptyZeroFalseOrNoneWhereAbsentOrNull(String json) {
    var options = Json.options(json);

    assertThat(options.has("it")).isFalse();
    assertThat(options.text("it")).isEmpty();
    assertThat(options.integer("it")).isZero();
    assertThat(options.number("it")).isEmpty();
    assertThat(options.flag("it")).isFalse();
    assertThat(options.id("it", FlowId::new)).isEqualTo(FlowId.NONE);
    assertThat(options.texts("it")).isEmpty();
    assertThat(options.integers("it")).isEmpty();
    assertThat(options.ids("it", ActionId::new)).isEmpty();
    assertThat(options.address("it")).isEqualTo(Address.NONE);
    assertThat(options.addresses("it")).isEmpty();
    assertThat(options.actions("it")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'It': 'a'}                       | a",
        "{'IT': 'b', 'It': 'a'}            | a",
        "{'It': 'a', 'IT': 'b'}            | a",
        "{'IT': 'b', 'it': 'a', 'iT': 'c'} | a",
        "{'its': 'b'}                      | ''",
      })
  void areReadInOtherCapitalsWhereTheirOwnAreNotThere(String json, String text) {
    assertThat(Json.options(json).text("it")).isEqualTo(text);
  }

  @Test
  void keepTheCapitalsOfWhatIsNoName() {
    var options = Json.options("{'it': {'a': null, 'A': '%s'}}".formatted(new UUID(0, 9)));

    assertThat(options.ids("it", ActionId::new))
        .containsEntry("a", ActionId.NONE)
        .containsEntry("A", new ActionId(new UUID(0, 9)));
  }

  @Test
  void mayHaveAnEmptyIdWhereNoneIsNeeded() {
    var options = Json.options("{'it': '', 'bad': 'x'}");

    assertThat(options.optionalId("it", FlowId::new)).isEqualTo(FlowId.NONE);
    assertThatThrownBy(() -> options.optionalId("bad", FlowId::new))
        .isInstanceOf(FlowException.class);
  }

  @Test
  void readNoTextAsANumberThatWouldTakeLong() {
    var options = Json.options("{'it': '%s'}".formatted("1".repeat(Options.NUMBER_LENGTH_MAX + 1)));

    assertThatThrownBy(() -> options.number("it")).isInstanceOf(FlowException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "-5, -5",
    "5.0, 5",
    "1e3, 1000",
    "'\"5\"', 5",
    "'\" 5 \"', 5",
    "2147483647, 2147483647"
  })
  @Tag("difference-8")
  void readWholeNumbersWrittenInAnyWayAndAsText(String json, int number) {
    assertThat(of(json).integer("it")).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "2147483648",
        "1e999999999",
        "1e-999999999",
        "'five'",
        "''",
        "true",
        "[]",
        "{}"
      })
  void refuseWhatIsNoWholeNumber(String json) {
    isRefused(() -> of(json).integer("it"));
  }

  @Test
  @Tag("difference-25")
  void keepNumbersExact() {
    var exact = new BigDecimal("12345678901234567890.123456789");

    assertThat(of(exact.toString()).number("it")).contains(exact);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "true", "[]", "{}"})
  void refuseWhatIsNoText(String json) {
    isRefused(() -> of(json).text("it"));
  }

  @Test
  void readFlagsAndFlagsWrittenAsText() {
    assertThat(of("true").flag("it")).isTrue();
    assertThat(of("'true'").flag("it")).isTrue();
    assertThat(of("'false'").flag("it")).isFalse();
    isRefused(() -> of("1").flag("it"));
    isRefused(() -> of("''").flag("it"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f1000000-0000-4000-8000-000000000000",
        "F1000000-0000-4000-8000-000000000000",
        "f1000000000040008000000000000000",
        "{f1000000-0000-4000-8000-000000000000}",
        "urn:uuid:f1000000-0000-4000-8000-000000000000"
      })
  void readIdsInAllTheirForms(String text) {
    assertThat(of("'" + text + "'").id("it", FlowId::new)).isEqualTo(FLOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"''", "'x'", "'f1000000-0000-4000-8000-00000000000'", "'1-1-1-1-1'", "5", "[]"})
  void refuseWhatIsNoId(String json) {
    isRefused(() -> of(json).id("it", FlowId::new));
  }

  @Test
  void readLists() {
    assertThat(of("['a', 'b']").texts("it")).containsExactly("a", "b");
    assertThat(of("[0, '6']").integers("it")).containsExactly(0, 6);
    isRefused(() -> of("'a'").texts("it"));
    isRefused(() -> of("['a', 5]").texts("it"));
  }

  @Test
  void readIdsByTextInOrder() {
    var ids = of("{'2': '%s', '': '%s'}".formatted(action(2), action(1))).ids("it", ActionId::new);

    assertThat(ids).containsExactly(Map.entry("2", action(2)), Map.entry("", action(1)));
  }

  @Test
  void readAddresses() {
    var json =
        "{'type': 'tel', 'target': '+1', 'target_name': 't', 'name': 'n', 'detail': 'd', 'other':"
            + " 5}";

    assertThat(of(json).address("it")).isEqualTo(new Address("tel", "+1", "t", "n", "d"));
    assertThat(of("[{}, " + json + "]").addresses("it"))
        .containsExactly(Address.NONE, new Address("tel", "+1", "t", "n", "d"));
  }

  @Test
  void readActions() {
    var json =
        "[{'type': 'talk', 'option': {'text': 'hello'}}, {'id': '%s', 'next_id': '%s', 'type': 'hangup', 'option': null, 'tm_execute': '2026-11-23T12:00:00Z'}]"
            .formatted(action(1), action(2));

    assertThat(of(json).actions("it"))
        .containsExactly(
            talk(ActionId.NONE),
            new Action(action(1), action(2), "hangup", Options.NONE, Optional.of(NOON)));
    assertThatThrownBy(() -> of("[{'tm_execute': 'noon'}]").actions("it"))
        .isInstanceOf(FlowException.class);
  }

  @Test
  void areChangedByCopy() {
    var options = of("5");

    assertThat(options.with("it", 6).integer("it")).isEqualTo(6);
    assertThat(options.integer("it")).isEqualTo(5);
    assertThat(options.otherwise("it", "other")).isSameAs(options);
    assertThat(options.alsoAs("its", "it")).isEqualTo(Json.options("{'it': 5, 'its': 5}"));
    assertThat(options.alsoAs("its", "none")).isSameAs(options);
  }

  @Test
  void passThroughTheVerySameWhereNoTextChanges() {
    var options = Json.options("{'a': ['x', {'b': 'y'}], 'n': 1}");

    assertThat(options.withTexts(text -> text)).isSameAs(options);
  }

  @Test
  void shortenWhatTheyComplainAbout() {
    assertThatThrownBy(() -> of("'" + "x".repeat(1000) + "'").integer("it"))
        .message()
        .hasSizeLessThan(200);
  }
}
