package io.flowmanager.domain.variable;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.variable.OfferedVariables.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfferedVariablesTest {

  @Test
  void areAcceptedWithTheirNamesTrimmed() {
    var offered = OfferedVariables.of(Map.of(" name ", " value "));

    assertThat(offered.accepted()).containsExactly(Map.entry("name", " value "));
    assertThat(offered.outcomes()).containsExactly(Outcome.ACCEPTED);
  }

  @Test
  void areNothingWhereNothingIsOffered() {
    assertThat(OfferedVariables.of(Map.of())).isEqualTo(OfferedVariables.NONE);
  }

  @Test
  @Tag("difference-41")
  void takeTheLastOfThoseThatAreTheSameOnceTrimmed() {
    var offered = new LinkedHashMap<String, String>();
    IntStream.range(0, 20).forEach(spaces -> offered.put(" ".repeat(spaces) + "name", "" + spaces));
    var turned = new LinkedHashMap<String, String>();
    offered.entrySet().stream()
        .toList()
        .reversed()
        .forEach(each -> turned.put(each.getKey(), each.getValue()));

    assertThat(OfferedVariables.of(offered).accepted()).containsExactly(Map.entry("name", "19"));
    assertThat(OfferedVariables.of(turned).accepted()).containsExactly(Map.entry("name", "0"));
  }

  @Test
  void dropEmptyNames() {
    var offered = OfferedVariables.of(Map.of("  ", "value"));

    assertThat(offered.accepted()).isEmpty();
    assertThat(offered.outcomes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"voipbin.call.id", "VOIPBIN.x", " VoipBin.call.digits"})
  void dropReservedNamesAndKeepTheOthers(String reserved) {
    var offered = OfferedVariables.of(Map.of(reserved, "mine", "name", "value"));

    assertThat(offered.accepted()).containsOnlyKeys("name");
    assertThat(offered.outcomes())
        .containsExactlyInAnyOrder(Outcome.DROPPED_RESERVED, Outcome.ACCEPTED);
  }

  @Test
  void areAllRejectedWhereOneValueIsTooLong() {
    var most = Map.of("a", "x".repeat(OfferedVariables.VALUE_BYTES_MAX), "b", "short");
    var more = Map.of("a", "x".repeat(OfferedVariables.VALUE_BYTES_MAX + 1), "b", "short");

    assertThat(OfferedVariables.of(most).outcomes()).containsExactly(Outcome.ACCEPTED);
    assertThat(OfferedVariables.of(more).outcomes()).containsExactly(Outcome.REJECTED_VALUE_SIZE);
    assertThat(OfferedVariables.of(more).accepted()).isEmpty();
  }

  @Test
  void areAllRejectedWhereThereAreTooMany() {
    assertThat(OfferedVariables.of(many(100)).outcomes()).containsExactly(Outcome.ACCEPTED);
    assertThat(OfferedVariables.of(many(101)).outcomes()).containsExactly(Outcome.REJECTED_COUNT);
  }

  private static Map<String, String> many(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(number -> "name" + number, number -> "value"));
  }

  @Test
  void areAllRejectedWhereTheyTakeTooMuchTogether() {
    var half = "x".repeat(OfferedVariables.TOTAL_BYTES_MAX / 2 - 1);

    assertThat(OfferedVariables.of(Map.of("a", half, "b", half)).outcomes())
        .containsExactly(Outcome.ACCEPTED);
    assertThat(OfferedVariables.of(Map.of("a", half, "bb", half)).outcomes())
        .containsExactly(Outcome.REJECTED_TOTAL);
  }
}
