package io.flowmanager.domain.activeflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.domain.id.RequestId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServedRequestsTest {
  private static RequestId request(int number) {
    return new RequestId(new UUID(1, number));
  }

  private static ServedRequests served(int count) {
    ServedRequests served = ServedRequests.NONE;
    for (int number = 0; number < count; number++) {
      served = served.and(request(number));
    }
    return served;
  }

  @Test
  void remembersTheLatest() {
    ServedRequests served = served(ServedRequests.IDS_MAX);

    assertThat(served.has(request(0))).isTrue();
    assertThat(served.has(request(ServedRequests.IDS_MAX))).isFalse();
  }

  @Test
  void forgetsTheOldestWhereThereAreTooMany() {
    ServedRequests served = served(ServedRequests.IDS_MAX + 2);

    assertThat(served.ids())
        .isEqualTo(
            IntStream.range(2, ServedRequests.IDS_MAX + 2).mapToObj(n -> request(n)).toList());
  }

  @Test
  void doesNotRememberWhatCanNotBeToldFromOthers() {
    assertThat(ServedRequests.NONE.and(RequestId.NONE)).isEqualTo(ServedRequests.NONE);
  }

  @Test
  void holdsNoMoreThanItRemembers() {
    List<RequestId> tooMany =
        IntStream.rangeClosed(0, ServedRequests.IDS_MAX).mapToObj(n -> request(n)).toList();

    assertThatThrownBy(() -> new ServedRequests(tooMany))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected at most 16 served requests, but there are 17");
  }
}
