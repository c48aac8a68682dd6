package io.flowmanager.domain.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.error.FlowException;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
  private static final Map<String, String> VALUES =
      Map.of("a", "A", "b", "${a}", " c ", "spaced", "", "nameless");

  private static String filled(String text) {
    return Placeholders.fillIn(text, name -> VALUES.getOrDefault(name, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hi ${a}          | Hi A",
        "${a}${a}         | AA",
        "${unknown}       | ''",
        "${ a }           | ''",
        "${ c }           | spaced",
        "${}              | nameless",
        "${a${b}}         | }",
        "$${a}            | $A",
        "${a              | ${a",
        "$a               | $a",
        "{{a}}            | {{a}}",
        "${A}             | ''",
        "a } ${a} {       | a } A {",
        "${b}             | ${a}",
      })
  void areFilledIn(String text, String result) {
    assertThat(filled(text)).isEqualTo(result);
  }

  @Test
  void endAtTheLineEnd() {
    assertThat(filled("${a\nb}")).isEqualTo("${a\nb}");
    assertThat(filled("${a\n${a}")).isEqualTo("${a\nA");
    assertThat(filled("${${\n}${a}")).isEqualTo("${${\n}A");
  }

  @Test
  void reachEveryTextOfOptionsAndNothingElse() {
    var options =
        Json.options(
            "{'${a}': '${a}', 'list': ['${a}', 10, 1.25, true, null, ['x${a}'], {'deep': '${a}'}],"
                + " 'number': 5}");

    var filled = Placeholders.fillIn(options, VALUES::get);

    assertThat(filled)
        .isEqualTo(
            Json.options(
                "{'${a}': 'A', 'list': ['A', 10, 1.25, true, null, ['xA'], {'deep': 'A'}],"
                    + " 'number': 5}"));
  }

  @Test
  void mayNotGrowATextBeyondTheLimit() {
    var large = "x".repeat(Placeholders.LENGTH_MAX);

    assertThat(Placeholders.fillIn("${a}", name -> large)).hasSize(Placeholders.LENGTH_MAX);
    assertThatThrownBy(() -> Placeholders.fillIn("${a}!", name -> large))
        .isInstanceOf(FlowException.class);
    assertThatThrownBy(() -> Placeholders.fillIn("${a}".repeat(100_000), name -> large))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.reason()).isEqualTo("TEXT_TOO_LONG"));
  }

  @Test
  void mayNotGrowAllTextsOfOptionsTogetherBeyondIt() {
    var large = "x".repeat(Placeholders.LENGTH_MAX / 2);
    var options = Json.options("{'list': ['${a}', '${a}', '${a}']}");

    assertThatThrownBy(() -> Placeholders.fillIn(options, name -> large))
        .isInstanceOf(FlowException.class);
  }

  @Test
  void leaveLongTextsWithoutThemAlone() {
    var longer = "x".repeat(Placeholders.LENGTH_MAX + 1);

    assertThat(filled(longer)).isEqualTo(longer);
  }

  @Test
  void countAsManyAsTheyAreInATextOfAnyLength() {
    assertThat(Placeholders.names("${a}" + "x".repeat(Placeholders.LENGTH_MAX) + "${b}"))
        .containsExactly("a", "b");
  }

  /** Counted in bytes, which are the same each time, not in seconds. */
  private static long bytesToFillIn(Options options) {
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Placeholders.fillIn(options, VALUES::get);
    long before = thread.getCurrentThreadAllocatedBytes();
    Placeholders.fillIn(options, VALUES::get);
    return thread.getCurrentThreadAllocatedBytes() - before;
  }

  private static Options manyMembers(int count) {
    var members = new LinkedHashMap<String, Value>();
    for (int index = 0; index < count; index++) {
      members.put("m" + index, new Text("${a}"));
    }
    return new Options(new Members(members));
  }

  private static Options deep(int levels) {
    Value value = new Items(Collections.nCopies(100, new Text("${a}")));
    for (int level = 0; level < levels; level++) {
      value = new Items(List.of(new Members(Map.of("a", value))));
    }
    return Options.NONE.with("all", value);
  }

  @Test
  void costNoMoreEachWhereThereAreMany() {
    assertThat(bytesToFillIn(manyMembers(16_000)))
        .isLessThan(3 * bytesToFillIn(manyMembers(8_000)));
    assertThat(bytesToFillIn(Options.NONE.with("text", "${a}".repeat(16_000))))
        .isLessThan(3 * bytesToFillIn(Options.NONE.with("text", "${a}".repeat(8_000))));
    assertThat(bytesToFillIn(deep(40))).isLessThan(2 * bytesToFillIn(deep(1)));
  }

  @Test
  void costNothingBeyondTheLimitBeforeItIsNoticed() {
    var large = "x".repeat(Placeholders.LENGTH_MAX);
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = thread.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> Placeholders.fillIn("${a}".repeat(200_000), name -> large))
        .isInstanceOf(FlowException.class);

    assertThat(thread.getCurrentThreadAllocatedBytes() - before)
        .isLessThan(6L * Placeholders.LENGTH_MAX);
  }

  @Property
  void changeNothingInATextWithout(@ForAll String text) {
    var without = text.replace("${", "$");

    assertThat(filled(without)).isEqualTo(without);
  }

  @Property
  void areFilledInOnceAndForAllWhereValuesHaveNone(@ForAll("texts") String text) {
    UnaryOperator<String> plain = name -> name.replace("$", "").replace("{", "");

    var once = Placeholders.fillIn(text, plain);

    assertThat(once.length()).isLessThanOrEqualTo(text.length());
    if (!once.contains("${")) {
      assertThat(Placeholders.fillIn(once, plain)).isEqualTo(once);
    }
  }

  @Property
  void agreeWithWhatTheGrammarSays(@ForAll("texts") String text) {
    // The grammar in one expression, as the original has it.
    var expected =
        Pattern.compile("\\$\\{([^\\n]*?)\\}")
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement("<" + found.group(1) + ">"));

    assertThat(Placeholders.fillIn(text, name -> "<" + name + ">")).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars('$', '{', '}', 'a', '\n').ofMaxLength(20);
  }
}
