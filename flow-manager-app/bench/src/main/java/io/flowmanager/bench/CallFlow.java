package io.flowmanager.bench;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The flow that callers walk through: 20 steps, 11 of which are handed over, so that a call asks 12
 * times what is next. What is performed between them is set variables, a branch, conditions and a
 * goto.
 */
final class CallFlow {
  static final int STEPS = 20;

  /** Beyond it the answer to a creation no longer fits a message. */
  static final int ACTIONS_MAX = 5000;

  static final String START = "00000000-0000-0000-0000-000000000001";
  static final String FINISH = "00000000-0000-0000-0000-000000000002";

  /** From where to where a call goes, in its order. */
  static final List<Passage> PASSAGES =
      List.of(
          new Passage(START, id(1), 1),
          new Passage(id(1), id(3), 2),
          new Passage(id(3), id(4), 1),
          new Passage(id(4), id(6), 2),
          new Passage(id(6), id(9), 3),
          new Passage(id(9), id(10), 1),
          new Passage(id(10), id(14), 3),
          new Passage(id(14), id(17), 3),
          new Passage(id(17), id(18), 1),
          new Passage(id(18), id(19), 1),
          new Passage(id(19), id(20), 1),
          new Passage(id(20), FINISH, 2));

  private static final int FIRST_FILLER = 1000;

  private CallFlow() {}

  /**
   * The work between two questions for the next action.
   *
   * @param transitions how often the world is told: of each action moved onto, and of the end
   */
  record Passage(String from, String to, int transitions) {}

  /**
   * The actions, for the body of a flow: the steps spread evenly over {@code length} of them. What
   * lies between is jumped over, so that the same steps are taken whatever the length.
   */
  static Json actions(int length) {
    if (length < STEPS || length > ACTIONS_MAX) {
      throw new IllegalArgumentException(
          "Expected a flow of %d to %d actions, but it has %d"
              .formatted(STEPS, ACTIONS_MAX, length));
    }
    var actions = new ArrayList<Value>(length);
    for (int place = 0; place < length; place++) {
      actions.add(filler(place));
    }
    List<Value> steps = steps();
    for (int step = 0; step < STEPS; step++) {
      boolean isLast = step == STEPS - 1;
      Members action = ((Members) steps.get(step)).with("id", new Text(id(step + 1)));
      actions.set(
          isLast ? length - 1 : step * length / STEPS,
          isLast || length == STEPS ? action : action.with("next_id", new Text(id(step + 2))));
    }
    return ValueJson.write(new Items(actions));
  }

  /** The id of a step, counted from 1. */
  static String id(int number) {
    return "a0000000-0000-4000-8000-%012d".formatted(number);
  }

  private static Members filler(int place) {
    return new Members(
        Map.of(
            "id",
            new Text(id(FIRST_FILLER + place)),
            "type",
            new Text("talk"),
            "option",
            new Members(
                Map.of("text", new Text("filler " + place), "language", new Text("en-US")))));
  }

  private static List<Value> steps() {
    try (InputStream json =
        requireNonNull(CallFlow.class.getResourceAsStream("steps.json"), "steps.json")) {
      return ((Items) ValueJson.read(json.readAllBytes())).values();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
