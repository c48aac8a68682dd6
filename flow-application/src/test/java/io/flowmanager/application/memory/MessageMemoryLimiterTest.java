package io.flowmanager.application.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class MessageMemoryLimiterTest {
  private final MessageMemoryLimiter room =
      new MessageMemoryLimiter(1_000_000, MemoryLimiter.none());

  private static long weight(String body) {
    return MessageMemoryLimiter.weigh(body.getBytes(UTF_8));
  }

  @Test
  void weighsASmallRequestAsNothing() {
    assertThat(weight("[" + "1,".repeat(MessageMemoryLimiter.SMALL_MAX / 2 - 2) + "1]")).isZero();
  }

  @Test
  void weighsManyValuesMoreThanALongText() {
    String text = "\"" + "x".repeat(10_000) + "\"";
    String values = "[" + "1,".repeat(5000) + "1]";

    assertThat(values).hasSizeBetween(text.length(), text.length() + 10);
    assertThat(weight(text)).isEqualTo(8L * text.length());
    assertThat(weight(values)).isEqualTo(8L * values.length() + 96 * 5001);
  }

  @Test
  void weighsAllTextAsWideOnceACharacterIs() {
    String text = "x".repeat(10_000);

    assertThat(weight(text + "é\\\\\\u0001\\n")).isLessThan(9L * text.length());
    assertThat(weight(text + "\u20ac")).isGreaterThan(11L * text.length());
    assertThat(weight(text + "\\u20ac")).isGreaterThan(11L * text.length());
    assertThat(weight("\uD83D\uDE00".repeat(2500))).isEqualTo(7 * 10_000 + 4 * 5000);
  }

  @Test
  void weighsObjectsAsActionsThatGetIds() {
    assertThat(weight("{},".repeat(3000))).isEqualTo(8 * 9000 + 2 * 96 * 3000 + 512 * 3000);
  }

  @Test
  void hasNoRoomForWhatIsLargerThanAllOfIt() {
    assertThatThrownBy(() -> room.take(1_000_001))
        .asInstanceOf(InstanceOfAssertFactories.type(FlowException.class))
        .matches(failure -> failure.isFor(Reason.REQUEST_TOO_LARGE));
  }

  @Test
  void hasRoomAgainForWhatIsGivenBack() {
    room.take(600_000);

    assertThatThrownBy(() -> room.take(600_000))
        .asInstanceOf(InstanceOfAssertFactories.type(FlowException.class))
        .matches(failure -> failure.isFor(Reason.OVERLOADED));
    assertThatCode(() -> room.take(400_000)).doesNotThrowAnyException();
    room.giveBack(600_000);
    assertThatCode(() -> room.take(600_000)).doesNotThrowAnyException();
  }

  @Test
  void alwaysHasRoomForSmallOnes() {
    room.take(1_000_000);

    assertThatCode(() -> room.take(0)).doesNotThrowAnyException();
  }

  @Test
  void growsWithWhatComesAsFarAsThereIsRoom() {
    room.take(300_000);
    MessageMemoryLimiter.Reservation reserved = room.reservation();

    reserved.growTo(100_000);
    reserved.growTo(600_000);
    reserved.growTo(50_000);
    assertThat(room.taken()).isEqualTo(900_000);

    assertThatThrownBy(() -> reserved.growTo(700_001))
        .asInstanceOf(InstanceOfAssertFactories.type(FlowException.class))
        .matches(failure -> failure.isFor(Reason.OVERLOADED));
    assertThat(room.taken()).isEqualTo(900_000);
    reserved.giveBack();
    assertThat(room.taken()).isEqualTo(300_000);
  }

  @Test
  void takesNothingForAReaderThatNobodyWaitsForAnyMore() {
    MessageMemoryLimiter.Reservation reserved = room.reservation();
    reserved.growTo(1000);
    reserved.giveBack();
    reserved.giveBack();

    assertThatThrownBy(() -> reserved.growTo(2000)).isInstanceOf(FlowException.class);
    assertThat(room.taken()).isZero();
  }
}
