package io.flowmanager.mysql.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.mysql.lease.LeaseObservations.Seen;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeaseObservationsTest {
  private static final String HERE = "here:3306 1";
  private static final String ELSEWHERE = "elsewhere:3306 2";
  private static final ProcessId OTHER = new ProcessId(new UUID(1, 1));

  private final LeaseTimes times = LeaseTimes.STANDARD;
  private final LeaseObservations sightings = new LeaseObservations(times);

  private boolean isGone(Seen seen, Duration at) {
    return isGone(sightings, seen, at.toNanos(), at.toNanos());
  }

  private static boolean isGone(LeaseObservations sightings, Seen seen, long asked, long answered) {
    return !sightings.gone(List.of(seen), HERE, asked, answered).isEmpty();
  }

  private static Seen connected(long renewals) {
    return new Seen(OTHER, renewals, HERE, true);
  }

  private static Seen brokenOff(long renewals) {
    return new Seen(OTHER, renewals, HERE, false);
  }

  /** Looks every half second, the first time at that moment, and says after how long it is gone. */
  private Duration goneAfter(Duration from, Seen seen) {
    return Stream.iterate(Duration.ZERO, passed -> passed.plusMillis(500))
        .limit(100)
        .filter(passed -> isGone(seen, from.plus(passed)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aConnectedOneIsGoneWhenItsLeaseHasRunOut() {
    assertThat(goneAfter(Duration.ZERO, connected(7))).isEqualTo(times.runOut());
  }

  @Test
  void aBrokenOffOneIsGoneSooner() {
    assertThat(goneAfter(Duration.ZERO, brokenOff(7))).isEqualTo(times.brokenOff());
  }

  @Test
  void aConnectionToAnotherServerSaysNothingHere() {
    assertThat(goneAfter(Duration.ZERO, new Seen(OTHER, 7, ELSEWHERE, false)))
        .isEqualTo(times.runOut());
  }

  @Test
  void eachRenewalCountsAnew() {
    for (int look = 0; look < 100; look++) {
      assertThat(isGone(brokenOff(look / 5), Duration.ofMillis(500L * look))).isFalse();
    }
  }

  @Test
  void onesOwnAbsenceProvesNothing() {
    assertThat(isGone(brokenOff(7), Duration.ZERO)).isFalse();
    Duration later = Duration.ofHours(1);

    assertThat(goneAfter(later, brokenOff(7))).isEqualTo(times.brokenOff());
  }

  @Test
  void whatWasSeenBeforeTheServerWasAwayProvesNothing() {
    assertThat(isGone(brokenOff(7), Duration.ZERO)).isFalse();
    assertThat(isGone(brokenOff(7), Duration.ofMillis(2900))).isFalse();
    sightings.forget();

    assertThat(goneAfter(Duration.ofMillis(3400), brokenOff(7))).isEqualTo(times.brokenOff());
  }

  @Test
  void anotherServersOlderCopyCountsAnew() {
    assertThat(isGone(connected(7), Duration.ZERO)).isFalse();
    assertThat(isGone(connected(7), Duration.ofSeconds(2))).isFalse();

    assertThat(goneAfter(Duration.ofSeconds(4), connected(5))).isEqualTo(times.runOut());
  }

  /**
   * The owner renews, stalls and asks as it likes, and so does whoever looks, each with answers
   * that take their time: nobody ever finds it gone at a moment when it is certain to be there.
   */
  @Test
  void nobodyIsGoneWhileItIsCertainToBeThere() {
    long findings = 0;
    for (int seed = 0; seed < 500; seed++) {
      var random = new SplittableRandom(seed);
      var observer = new LeaseObservations(times);
      var clock = new long[] {0};
      var lease = new Lease(times.certain(), () -> clock[0]);
      long renewals = 0;
      lease.renewed(clock[0]);
      boolean isHeld = true;
      for (int event = 0; event < 300; event++) {
        clock[0] += nanos(random, random.nextInt(20) == 0 ? 12_000 : 400);
        switch (random.nextInt(5)) {
          case 0 -> {
            long asked = clock[0];
            clock[0] += nanos(random, 500);
            renewals++; // takes effect while the owner waits for the answer
            clock[0] += nanos(random, 500);
            lease.renewed(asked);
            isHeld = true;
          }
          case 1 -> isHeld = random.nextBoolean();
          default -> {
            long asked = clock[0];
            clock[0] += nanos(random, 300);
            var seen = new Seen(OTHER, renewals, HERE, isHeld);
            long read = clock[0];
            clock[0] += nanos(random, 300);
            if (isGone(observer, seen, asked, clock[0])) {
              // The removal comes after the look, and nothing was renewed in between.
              findings++;
              clock[0] = Math.max(clock[0], read);
              assertThat(lease.isCertain()).as("seed %d, event %d", seed, event).isFalse();
            }
          }
        }
      }
    }
    assertThat(findings).isPositive();
  }

  private static long nanos(SplittableRandom random, int millisMax) {
    return Duration.ofMillis(random.nextInt(millisMax)).toNanos();
  }
}
