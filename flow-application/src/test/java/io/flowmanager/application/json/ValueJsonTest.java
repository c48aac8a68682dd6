package io.flowmanager.application.json;

import static io.flowmanager.domain.error.Reason.INVALID_REQUEST;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.error.FlowException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class ValueJsonTest {

  @Property
  @Domain(Any.class)
  void anyValueSurvives(@ForAll Value value) {
    assertThat(ValueJson.read(ValueJson.write(value))).isEqualTo(value);
  }

  @Property
  void anyTextCanBeWrittenAndReadAgain(@ForAll String text) {
    Value read = ValueJson.read(ValueJson.write(new Text(text)));

    assertThat(read).isEqualTo(new Text(withoutHalves(text)));
  }

  /** Not how the product does it. */
  private static String withoutHalves(String text) {
    return text.replaceAll("[\\uD800-\\uDFFF]", "\uFFFD");
  }

  @Test
  void knowsJsonsSixShapes() {
    Value value =
        read("{\"text\":\"x\",\"number\":1,\"flag\":true,\"nothing\":null,\"items\":[[],{}]}");

    assertThat(((Members) value).values())
        .containsExactly(
            Map.entry("text", new Text("x")),
            Map.entry("number", Numeral.of(1)),
            Map.entry("flag", new Flag(true)),
            Map.entry("nothing", Nothing.NOTHING),
            Map.entry("items", new Items(List.of(new Items(List.of()), Members.EMPTY))));
  }

  @Test
  void keepsTheOrderOfMembers() {
    assertThat(rewritten("{\"b\":1,\"a\":2,\"c\":3}")).isEqualTo("{\"b\":1,\"a\":2,\"c\":3}");
  }

  @Test
  void letsTheLastOfSeveralMembersOfOneNameCount() {
    assertThat(rewritten("{\"a\":1,\"b\":2,\"a\":3}")).isEqualTo("{\"a\":3,\"b\":2}");
  }

  @Test
  void ignoresWhiteSpaceAroundAndBetween() {
    assertThat(rewritten(" {\n\t\"a\" : [ 1 , 2 ]\r\n} ")).isEqualTo("{\"a\":[1,2]}");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "30000, 30000",
    "1.0, 1.0",
    "12345678901234567890123456789, 12345678901234567890123456789",
    "0.1000000000000000055511151231257827, 0.1000000000000000055511151231257827",
    "1e1, 10",
    "1E+3, 1000",
    "1e21, 1000000000000000000000",
    "12.5e2, 1250",
    "1e39, 1000000000000000000000000000000000000000",
    "1e40, 1E+40",
    "1.25e-9, 1.25E-9",
    "1e999999999, 1E+999999999",
    "-1e-999999999, -1E-999999999",
  })
  void keepsNumbersExactAndWritesWholeOnesInPlainDigits(String number, String written) {
    assertThat(rewritten(number)).isEqualTo(written);
    assertThat(rewritten(written)).isEqualTo(written);
  }

  @Test
  void writesWhatJavaCallsTenInPlainDigits() {
    var ten = new Numeral(new BigDecimal("1E+1"));

    assertThat(ValueJson.write(ten)).hasToString("10");
  }

  @Test
  void readsNumbersOfAThousandDigitsAndNoLongerOnes() {
    String longest = "-0." + "7".repeat(1000) + "e-100000000";

    assertThat(rewritten(longest)).contains("7".repeat(999));
    assertRefused("7".repeat(1001), "numbers of at most 1000 digits");
    assertRefused("7".repeat(100_000), "numbers of at most 1000 digits");
    assertRefused("1e" + "9".repeat(20), "exponent");
  }

  @Test
  void readsAHundredLevelsAndNoMore() {
    assertThat(read("[".repeat(100) + "]".repeat(100))).isInstanceOf(Items.class);
    assertRefused("[".repeat(101) + "]".repeat(101), "at most 100 levels");
    assertRefused("{\"a\":".repeat(100_000), "at most 100 levels");
  }

  @Test
  void escapesWhatJsonAsksToEscapeAndNothingElse() {
    String text = "\" \\ / \b\t\n\f\r \u0000\u001F\u007F <>&' ä € \uD83D\uDE00 \u2028";

    assertThat(ValueJson.write(new Text(text)))
        .hasToString(
            "\"\\\" \\\\ / \\b\\t\\n\\f\\r \\u0000\\u001f\u007F <>&' ä € \uD83D\uDE00 \u2028\"");
  }

  @Test
  void readsEscapes() {
    assertThat(read("\"\\u00e4\\ud83d\\ude00\\/\\u0041\"")).isEqualTo(new Text("ä\uD83D\uDE00/A"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\\ud800z\"", "\"a\\udc00z\""})
  void readsHalfOfASurrogatePairAsAReplacement(String json) {
    assertThat(read(json)).isEqualTo(new Text("a\uFFFDz"));
  }

  @Test
  void refusesHalfOfASurrogatePairInAName() {
    assertRefused("{\"\\ud800\":1}", "at character 8");
  }

  @Test
  void writesHalfOfASurrogatePairAsAReplacement() {
    assertThat(ValueJson.write(new Text("a\uD800"))).hasToString("\"a\uFFFD\"");
  }

  @Test
  void readsBytesThatAreNotUtf8AsReplacements() {
    assertThat(ValueJson.read("\"a\u00E9z\"".getBytes(ISO_8859_1))).isEqualTo(new Text("a\uFFFDz"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello | at character",
        "[1,] | at character",
        "{\"a\":1} x | at character",
        "{} {} | at character 4 there is more",
        "{\"secret\" 1} | at character",
      })
  void saysWhereItIsNoJsonAndNothingOfWhatIsThere(String json, String where) {
    assertRefused(json, where);
    assertThatThrownBy(() -> read(json)).message().doesNotContain("hello", "secret");
  }

  private static void assertRefused(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .hasMessageStartingWith("Expected ")
        .hasMessageContaining(", but ")
        .hasMessageContaining(message)
        .asInstanceOf(type(FlowException.class))
        .matches(failure -> failure.isFor(INVALID_REQUEST));
  }

  private static String rewritten(String json) {
    return ValueJson.write(read(json)).toString();
  }

  private static Value read(String json) {
    return ValueJson.read(json.getBytes(UTF_8));
  }
}
