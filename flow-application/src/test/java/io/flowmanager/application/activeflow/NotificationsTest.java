package io.flowmanager.application.activeflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.step.CallRequest.GetDigits;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NotificationsTest {
  private static final GetDigits FIRST = new GetDigits(new CallId(new UUID(0, 11)));
  private static final GetDigits SECOND = new GetDigits(new CallId(new UUID(0, 12)));

  private final Notifications tellings = new Notifications();

  @Test
  void areTakenOnce() {
    tellings.add(FIRST);
    assertThat(tellings.takeUntold()).isEqualTo(List.of(FIRST));
    assertThat(tellings.takeUntold()).isEmpty();
  }

  @Test
  void areNotTakenAgainWhereTheSameIsDecidedAgain() {
    tellings.add(FIRST);
    tellings.takeUntold();

    tellings.fromTheStart();
    tellings.add(FIRST);
    tellings.add(SECOND);

    assertThat(tellings.takeUntold()).isEqualTo(List.of(SECOND));
  }

  @Test
  void areNewFromTheFirstThatIsAnother() {
    tellings.add(FIRST);
    tellings.add(FIRST);
    tellings.takeUntold();

    tellings.fromTheStart();
    tellings.add(FIRST);
    tellings.add(SECOND);

    assertThat(tellings.takeUntold()).isEqualTo(List.of(SECOND));
  }

  @Test
  void areLeftOutWhereTheNextDecisionDoesNotWantThem() {
    tellings.add(FIRST);

    tellings.fromTheStart();

    assertThat(tellings.takeUntold()).isEmpty();
  }

  @Test
  void areNewAfterWhatIsStored() {
    tellings.add(FIRST);
    tellings.takeUntold();

    tellings.clear();
    tellings.add(FIRST);

    assertThat(tellings.takeUntold()).isEqualTo(List.of(FIRST));
  }
}
