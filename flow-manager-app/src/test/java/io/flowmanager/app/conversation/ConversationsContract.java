package io.flowmanager.app.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The contract of every flow manager: it agrees with all that was recorded. */
public interface ConversationsContract {
  /** A player whose daemon runs. */
  Player player();

  @TestFactory
  default Stream<DynamicTest> agreesWithTheOriginal() {
    return Conversation.all().stream()
        .map(conversation ->
            DynamicTest.dynamicTest(
                "%s: %s".formatted(conversation, conversation.description()),
                () -> assertThat(player().differences(conversation)).isEmpty()));
  }
}
