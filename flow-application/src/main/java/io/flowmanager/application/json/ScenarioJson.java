package io.flowmanager.application.json;

import static java.util.stream.Collectors.joining;

import io.flowmanager.authoring.rehearse.Act;
import io.flowmanager.authoring.rehearse.End;
import io.flowmanager.authoring.rehearse.Expectation;
import io.flowmanager.authoring.rehearse.Rehearsal;
import io.flowmanager.authoring.rehearse.Scenario;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.id.ActionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Rehearsals of a flow with what is expected of them: a list of
 *
 * <pre>{@code
 * {"name": "dials 2 at last",
 *  "runs_for": "call",
 *  "starts": "2026-11-23T12:00:00Z",
 *  "variables": {"team": "sales"},
 *  "caller": [{"dials": "9"}, {"says_nothing": true}, {"dials": "2"}, {"hangs_up": true}],
 *  "hangs_up_during": "…", "hangs_up_after": 4000,
 *  "services": {"create_calls": {"fails": "NO_CALL_CREATED"},
 *               "get_call": [{"times_out": true}, {"answers": {"status": "progressing"}}]},
 *  "expect": {"path": ["answer", "talk"], "variables": {"team": ""}, "end": "hung_up",
 *             "failure": "INVALID_OPTION", "heard": ["Hello."], "asked": ["create_calls"]}}
 * }</pre>
 *
 * <p>Everything but name and expect may be left out. Unlike elsewhere, what is not known is
 * refused: a misspelt expectation would be one that always comes true.
 */
public final class ScenarioJson {
  private ScenarioJson() {}

  /**
   * The scenarios in a text that a person wrote.
   *
   * @throws FlowException INVALID_REQUEST
   */
  public static List<Scenario> readAll(Json json) {
    List<Value> items = Body.listOf("scenarios", ValueJson.read(json));
    var scenarios = new ArrayList<Scenario>(items.size());
    for (int index = 0; index < items.size(); index++) {
      scenarios.add(read(Body.item("scenarios", index), items.get(index)));
    }
    return List.copyOf(scenarios);
  }

  /**
   * A flow as its author writes it: an object with {@code actions}, or just their list. Actions
   * without an id get one.
   *
   * @throws FlowException INVALID_REQUEST, or what is wrong with an action
   */
  public static Flow readFlow(Json json) {
    Value value = ValueJson.read(json);
    List<Action> actions =
        value instanceof Items ? ActionJson.readAll(value) : Body.of(value).actions("actions");
    return Rehearsal.of(actions).flow();
  }

  private static Scenario read(String path, Value value) {
    Body body = strict(path, value, SCENARIO);
    String name = body.text("name");
    if (name.isEmpty()) {
      throw JsonReader.invalid("Expected %s.name, but there is none".formatted(path));
    }
    UnaryOperator<Rehearsal> script = script(path, body);
    return new Scenario(name, script, expectation(path + ".expect", value(body, "expect")));
  }

  private static final Set<String> SCENARIO =
      names(
          "name",
          "runs_for",
          "starts",
          "variables",
          "caller",
          "hangs_up_during",
          "hangs_up_after",
          "services",
          "expect");

  private static UnaryOperator<Rehearsal> script(String path, Body body) {
    var script = new ArrayList<UnaryOperator<Rehearsal>>();
    if (body.has("runs_for")) {
      ReferenceType type = ReferenceType.of(body.text("runs_for"));
      script.add(rehearsal -> rehearsal.on(type));
    }
    body.time("starts").ifPresent(time -> script.add(rehearsal -> rehearsal.at(time)));
    body.texts("variables")
        .forEach((name, text) -> script.add(rehearsal -> rehearsal.with(name, text)));
    List<Value> acts = body.list("caller");
    for (int index = 0; index < acts.size(); index++) {
      Act act = act(path + '.' + Body.item("caller", index), acts.get(index));
      script.add(rehearsal -> rehearsal.acting(act));
    }
    if (body.has("hangs_up_during")) {
      ActionId during = body.id("hangs_up_during", ActionId::new);
      script.add(rehearsal -> rehearsal.hangsUpDuring(during));
    }
    if (body.has("hangs_up_after")) {
      Duration patience = Duration.ofMillis(body.integer("hangs_up_after"));
      script.add(rehearsal -> rehearsal.hangsUpAfter(patience));
    }
    ScenarioServices.read(path + ".services", value(body, "services"), script);
    return rehearsal -> {
      Rehearsal all = rehearsal;
      for (UnaryOperator<Rehearsal> line : script) {
        all = line.apply(all);
      }
      return all;
    };
  }

  private static Act act(String path, Value value) {
    Body act = strict(path, value, names("dials", "says_nothing", "hangs_up", "continues"));
    if (act.members().values().size() != 1) {
      throw JsonReader.invalid("Expected %s to have one member, but it has not".formatted(path));
    }
    try {
      return act.has("dials")
          ? new Act.Dials(act.text("dials"))
          : act.flag("says_nothing")
              ? new Act.SaysNothing()
              : act.flag("hangs_up")
                  ? new Act.HangsUp()
                  : act.flag("continues") ? new Act.Continues() : nothing(path);
    } catch (IllegalArgumentException noDigits) {
      throw JsonReader.invalid(
          "Expected %s.dials to be digits, each one of 0 to 9, A to D, # and *, but it is not"
              .formatted(path));
    }
  }

  private static Act nothing(String path) {
    throw JsonReader.invalid("Expected %s to be something, but it is false".formatted(path));
  }

  private static Expectation expectation(String path, Value value) {
    Body body = strict(path, value, names("path", "variables", "end", "failure", "heard", "asked"));
    Expectation expectation = Expectation.NONE.withVariables(body.texts("variables"));
    if (body.has("path")) {
      expectation = expectation.withPath(texts(path + ".path", body.list("path")));
    }
    if (body.has("end")) {
      expectation =
          expectation.withEnd(oneOf(path + ".end", body.text("end"), End.values(), End::word));
    }
    if (body.has("failure")) {
      expectation = expectation.withFailure(body.text("failure"));
    }
    if (body.has("heard")) {
      expectation = expectation.withHeard(texts(path + ".heard", body.list("heard")));
    }
    if (body.has("asked")) {
      List<String> asked = texts(path + ".asked", body.list("asked"));
      asked.forEach(name -> requireKnown(path + ".asked", name, ScenarioServices.NAMES));
      expectation = expectation.withAsked(asked);
    }
    if (expectation.isEmpty()) {
      throw JsonReader.invalid("Expected %s to expect something, but it does not".formatted(path));
    }
    return expectation;
  }

  static Set<String> names(String... names) {
    return new TreeSet<>(Arrays.asList(names));
  }

  /** The object, which may have these members and no others. */
  static Body strict(String path, Value value, Set<String> known) {
    Body body = Body.of(path, value);
    body.members().values().keySet().forEach(name -> requireKnown(path, name, known));
    return body;
  }

  static void requireKnown(String path, String name, Set<String> known) {
    if (!known.contains(name)) {
      throw JsonReader.invalid(
          "Expected in %s only %s, but there is \"%s\""
              .formatted(path, known.stream().sorted().collect(joining(", ")), name));
    }
  }

  static <T> T oneOf(String path, String word, T[] values, Function<T, String> name) {
    return Stream.of(values)
        .filter(value -> name.apply(value).equals(word))
        .findFirst()
        .orElseThrow(() ->
            JsonReader.invalid(
                "Expected %s to be one of %s, but it is \"%s\""
                    .formatted(path, Stream.of(values).map(name).collect(joining(", ")), word)));
  }

  static Value value(Body body, String name) {
    return body.members().values().getOrDefault(name, Value.Nothing.NOTHING);
  }

  private static List<String> texts(String path, List<Value> values) {
    return values.stream()
        .map(value -> {
          if (value instanceof Text text) {
            return text.value();
          }
          throw JsonReader.invalid(
              "Expected %s to be a list of texts, but there is %s".formatted(path, value.kind()));
        })
        .toList();
  }
}
