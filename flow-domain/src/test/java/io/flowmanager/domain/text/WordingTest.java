package io.flowmanager.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordingTest {
  @Test
  void saysHowLongSomethingTakes() {
    assertThat(Wording.duration(Duration.ZERO)).isEqualTo("0 s");
    assertThat(Wording.duration(Duration.ofMillis(400))).isEqualTo("0.4 s");
    assertThat(Wording.duration(Duration.ofMinutes(3))).isEqualTo("3 min");
    assertThat(Wording.duration(Duration.ofMillis(150_500))).isEqualTo("2 min 30.5 s");
  }

  @Test
  void listsTexts() {
    assertThat(Wording.listed(List.of())).isEmpty();
    assertThat(Wording.listed(List.of("1"))).isEqualTo("1");
    assertThat(Wording.listed(List.of("1", "2", "3"))).isEqualTo("1, 2 and 3");
    assertThat(Wording.alternatives(List.of("1", "2"))).isEqualTo("1 or 2");
  }

  @Test
  void saysAMonthOrWeekdayThatIsNoneAsItsNumber() {
    assertThat(Wording.month(12)).isEqualTo("December");
    assertThat(Wording.month(13)).isEqualTo("13");
    assertThat(Wording.weekday(0)).isEqualTo("Sun");
    assertThat(Wording.weekday(7)).isEqualTo("7");
  }
}
