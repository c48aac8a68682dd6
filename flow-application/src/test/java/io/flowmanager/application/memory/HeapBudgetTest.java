package io.flowmanager.application.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flowmanager.application.memory.HeapBudget.Share;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapBudgetTest {
  private static final long MIB = 1 << 20;

  @ParameterizedTest
  @ValueSource(longs = {48, 64, 144, 1024, 65_536})
  void leavesRoomForWhatIsAlwaysThereWhateverTheHeap(long mebibytes) {
    HeapBudget budget = HeapBudget.of(mebibytes * MIB);

    long sum = Arrays.stream(Share.values()).mapToLong(budget::bytes).sum();
    assertThat(sum + HeapBudget.ALWAYS_THERE).isBetween(0L, mebibytes * MIB * 7 / 8);
    assertThat(Share.values()).allMatch(share -> budget.bytes(share) > 0);
  }

  @Test
  void refusesSharesThatAreMoreThanThereIs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            HeapBudget.of(144 * MIB, Map.of(Share.COPIES, 50 * MIB, Share.REQUESTS, 50 * MIB + 1)))
        .withMessageStartingWith("Expected shares of at most 104857600 bytes of a heap of");
    assertThat(
            HeapBudget.of(144 * MIB, Map.of(Share.COPIES, 50 * MIB, Share.REQUESTS, 50 * MIB))
                .bytes(Share.REQUESTS))
        .isEqualTo(50 * MIB);
  }

  @Test
  void refusesAHeapWithNothingToDivide() {
    assertThatIllegalArgumentException().isThrownBy(() -> HeapBudget.of(26 * MIB));
  }
}
