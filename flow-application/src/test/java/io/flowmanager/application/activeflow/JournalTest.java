package io.flowmanager.application.activeflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowmanager.domain.engine.Moment;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.CallId;
import io.flowmanager.domain.step.CallRequest.GetDigits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final GetDigits FIRST = new GetDigits(new CallId(new UUID(0, 11)));
  private static final GetDigits SECOND = new GetDigits(new CallId(new UUID(0, 12)));

  private final List<GetDigits> asked = new ArrayList<>();
  private final Journal transcript = new Journal(new Moment(Instant.EPOCH, UUID::randomUUID));

  @Test
  void givesTheSameAnswersAgainWithoutAsking() {
    transcript.fromTheStart();
    String first = ask(FIRST);
    String second = ask(SECOND);

    transcript.fromTheStart();

    assertThat(List.of(ask(FIRST), ask(SECOND))).containsExactly(first, second);
    assertThat(asked).containsExactly(FIRST, SECOND);
  }

  @Test
  void asksAnewFromTheFirstQuestionThatIsAnotherOne() {
    transcript.fromTheStart();
    ask(FIRST);
    ask(SECOND);

    transcript.fromTheStart();
    ask(SECOND);
    ask(SECOND);

    assertThat(asked).containsExactly(FIRST, SECOND, SECOND, SECOND);
  }

  @Test
  void asksTheSameTwiceWhereItIsWantedTwice() {
    transcript.fromTheStart();

    ask(FIRST);
    ask(FIRST);

    assertThat(asked).containsExactly(FIRST, FIRST);
  }

  @Test
  void failsAgainAsItFailed() {
    transcript.fromTheStart();
    assertThatThrownBy(this::fail).isInstanceOf(FlowException.class);

    transcript.fromTheStart();

    assertThatThrownBy(() -> ask(FIRST)).isInstanceOf(FlowException.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void makesTheSameIdsUpAgain() {
    Moment first = transcript.fromTheStart();
    List<UUID> ids = List.of(first.ids().get(), first.ids().get());

    Moment second = transcript.fromTheStart();

    assertThat(List.of(second.ids().get(), second.ids().get())).isEqualTo(ids);
  }

  @Test
  void asksAgainWhatItForgot() {
    transcript.fromTheStart();
    ask(FIRST);
    transcript.clear();

    transcript.fromTheStart();
    ask(FIRST);

    assertThat(asked).containsExactly(FIRST, FIRST);
  }

  private String ask(GetDigits request) {
    return transcript.answer(
        request,
        () -> {
          asked.add(request);
          return "digits of question " + asked.size();
        });
  }

  private void fail() {
    transcript.answer(
        FIRST,
        () -> {
          throw new FlowException(
              Reason.SERVICE_UNAVAILABLE, "Expected an answer, but there is none");
        });
  }
}
