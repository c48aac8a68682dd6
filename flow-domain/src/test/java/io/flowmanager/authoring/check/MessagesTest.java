package io.flowmanager.authoring.check;

import static io.flowmanager.authoring.rehearse.Examples.action;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.authoring.rehearse.Json;
import io.flowmanager.authoring.rehearse.Performance;
import io.flowmanager.authoring.rehearse.Rehearsal;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.step.CallRequest.CreateCalls;
import io.flowmanager.domain.step.CallRequest.CreatedCalls;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.OptionDescription;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages are about people's flows, and not about how this program is written. */
class MessagesTest {
  /** Records, durations, optionals, objects without words of their own, and ids of nothing. */
  private static final Pattern JAVA =
      Pattern.compile(
          "[A-Za-z]+\\[\\w+=|\\bPT\\d|Optional\\[|Optional\\.empty|@[0-9a-f]{6,}"
              + "|00000000-0000-0000-0000-000000000000");

  private static final List<Value> ODD_VALUES =
      List.of(
          Json.value("null"),
          Json.value("''"),
          Json.value("'x'"),
          Json.value("'${nobody}'"),
          Json.value("5"),
          Json.value("-1.5"),
          Json.value("1e999999999"),
          Json.value("true"),
          Json.value("[]"),
          Json.value("[5, 'x', {}]"),
          Json.value("{}"),
          Json.value("{'type': 5, '1': ''}"));

  static Stream<ActionType<?>> types() {
    return ActionCatalog.standard().types().stream();
  }

  private static void assertPlain(String said) {
    assertThat(said).doesNotContainPattern(JAVA);
  }

  @ParameterizedTest
  @MethodSource("types")
  void holdNoJavaWhateverIsWrongWithAnAction(ActionType<?> type) {
    Action example = Examples.ofType(type.name());
    assertSaysNoJava(example.with(Options.NONE));
    for (OptionDescription option : type.options()) {
      for (Value odd : ODD_VALUES) {
        assertSaysNoJava(example.with(example.options().with(option.name(), odd)));
      }
    }
  }

  private static void assertSaysNoJava(Action action) {
    List<Action> flow = List.of(action.with(action(1)), Examples.talk(action(2)));
    new FlowCheck(ActionCatalog.standard())
        .check(flow, Purpose.ANY)
        .forEach(finding -> {
          assertPlain(finding.message());
          assertPlain(finding.code().hint());
        });
    try {
      assertPlain(Rehearsal.of(flow).play().explained());
    } catch (FlowException refused) {
      assertPlain(OptionCheck.messageOf(refused));
    }
  }

  @ParameterizedTest
  @MethodSource("io.flowmanager.authoring.check.FlowCheckTest#damages")
  void holdNoJavaWhereverAFlowIsDamaged(Damage damage) {
    new FlowCheck(ActionCatalog.standard())
        .check(damage.actions(), damage.purpose())
        .forEach(finding -> assertPlain(finding.message()));
  }

  @Test
  void nameWhomAConnectDidNotReach() {
    Action connect =
        Examples.action(
            action(1),
            "connect",
            Json.options(
                "{'destinations': [{'type': 'tel', 'target': '+15550002'}, {'type': 'agent',"
                    + " 'target': 'a'}]}"));

    Performance performance =
        Rehearsal.of(List.of(connect))
            .answering(CreateCalls.class, new CreatedCalls(List.of(), 0))
            .play();

    assertThat(performance.expectFailure(Reason.NO_CALL_CREATED).explained())
        .contains("Expected a call to tel +15550002 or agent a, but none was created");
    assertPlain(performance.explained());
  }
}
