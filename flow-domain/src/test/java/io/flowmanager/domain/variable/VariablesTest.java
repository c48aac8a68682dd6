package io.flowmanager.domain.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.domain.error.FlowException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {
  private static final Variables SOME = Variables.NONE.with("digits", "12").with("a.b", "dotted");

  @Test
  void areEmptyWhereNothingIsKnown() {
    assertThat(SOME.valueOf("digits")).isEqualTo("12");
    assertThat(SOME.valueOf("a.b")).isEqualTo("dotted");
    assertThat(SOME.valueOf("Digits")).isEmpty();
    assertThat(SOME.has("a")).isFalse();
  }

  @Test
  void areNotFilledInWhenTheyArePutThere() {
    assertThat(SOME.with("raw", "${digits}").valueOf("raw")).isEqualTo("${digits}");
  }

  @Test
  void appendADigitToThemselves() {
    assertThat(SOME.setting(Map.of("digits", "${digits}3")).valueOf("digits")).isEqualTo("123");
  }

  @Test
  void seeWhatWasSetBeforeThemInTheSameRequest() {
    var inOrder = new LinkedHashMap<String, String>();
    inOrder.put("first", "${digits}");
    inOrder.put("second", "${first}${first}");

    assertThat(SOME.setting(inOrder).valueOf("second")).isEqualTo("1212");
  }

  @Test
  void goWithoutComplaintIfTheyWereNeverThere() {
    assertThat(SOME.without("never")).isSameAs(SOME);
    assertThat(SOME.without("digits").has("digits")).isFalse();
  }

  @Test
  void countBytesNotCharacters() {
    assertThat(Variables.NONE.with("ä", "€").bytes()).isEqualTo(5);
  }

  @Test
  void takeSoMuchAndNoMore() {
    var full = Variables.NONE.with("a", "x".repeat(Variables.BYTES_MAX - 1));

    assertThat(full.bytes()).isEqualTo(Variables.BYTES_MAX);
    assertThatThrownBy(() -> full.with("b", "")).isInstanceOf(FlowException.class);
    assertThatThrownBy(() -> full.setting(Map.of("b", "y")))
        .isInstanceOfSatisfying(
            FlowException.class,
            failure -> assertThat(failure.reason()).isEqualTo("TOO_MANY_VARIABLES"));
  }
}
