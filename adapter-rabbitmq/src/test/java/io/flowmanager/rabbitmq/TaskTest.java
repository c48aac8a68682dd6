package io.flowmanager.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.rabbitmq.RequestHandler.Task;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskTest {
  private final List<String> seen = new ArrayList<>();

  private final Task task =
      new Task() {
        @Override
        public String label() {
          return "/test";
        }

        @Override
        public Optional<String> lane() {
          return Optional.of("lane");
        }

        @Override
        public boolean beginsSomething() {
          return true;
        }

        @Override
        public boolean takesLong() {
          return true;
        }

        @Override
        public Answer serve() {
          seen.add("served");
          return Answer.DONE;
        }
      };

  private final Task around =
      task.around(serving -> {
        seen.add("before");
        Answer answer = serving.get();
        seen.add("after");
        return answer;
      });

  @Test
  void hasSomethingAroundServing() {
    assertThat(around.serve()).isSameAs(Answer.DONE);
    assertThat(seen).containsExactly("before", "served", "after");
  }

  @Test
  void saysWhatTheTaskInsideSays() {
    assertThat(around.label()).isEqualTo("/test");
    assertThat(around.lane()).contains("lane");
    assertThat(around.beginsSomething()).isTrue();
    assertThat(around.takesLong()).isTrue();
    assertThat(seen).isEmpty();
  }

  /** A new method with a default of its own would otherwise be lost on the way. */
  @Test
  void passesOnEverythingATaskSays() {
    List<String> all = new ArrayList<>(methods(Task.class));
    all.remove("around");

    assertThat(methods(around.getClass())).containsAll(all);
  }

  private static List<String> methods(Class<?> of) {
    return Arrays.stream(of.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(Method::getName)
        .toList();
  }
}
