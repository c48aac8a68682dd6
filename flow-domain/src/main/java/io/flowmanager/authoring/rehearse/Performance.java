package io.flowmanager.authoring.rehearse;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.Request;
import io.flowmanager.domain.text.Wording;
import io.flowmanager.domain.variable.Variables;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of a rehearsal. Its {@code expect…} methods throw an {@link AssertionError} that
 * shows what was expected beside what was so.
 *
 * @param scenes the actions that were reached, in order; passed-over ones too
 * @param variables as they were at the end
 * @param failure why it failed, if it did
 * @param took how long it took
 * @param leftOver what the script wanted the caller to do, but there was no chance to
 */
public record Performance(
    List<Scene> scenes,
    Variables variables,
    End end,
    Optional<FlowException> failure,
    Duration took,
    List<Act> leftOver) {
  public Performance {
    scenes = List.copyOf(scenes);
    requireNonNull(variables, "variables");
    requireNonNull(end, "end");
    requireNonNull(failure, "failure");
    requireNonNull(took, "took");
    leftOver = List.copyOf(leftOver);
  }

  /** The actions that were reached, in order, their placeholders filled in. */
  public List<Action> path() {
    return scenes.stream().map(Scene::action).toList();
  }

  /** Their ids, as a drawing marks them. */
  public List<ActionId> trail() {
    return scenes.stream().map(scene -> scene.action().id()).toList();
  }

  /** The actions that were handed to whoever performs them for the caller, in order. */
  public List<Action> handedOver() {
    return scenes.stream().filter(Scene::handedOver).map(Scene::action).toList();
  }

  /** The texts that were spoken to the caller. */
  public List<String> heard() {
    return scenes.stream()
        .filter(Scene::handedOver)
        .flatMap(scene -> scene.speech().stream())
        .toList();
  }

  /** The requests to other services, in order. */
  public List<Request<?>> requests() {
    return scenes.stream()
        .flatMap(scene -> scene.exchanges().stream())
        .<Request<?>>map(Exchange::request)
        .toList();
  }

  /** Each step with its time, the values that decided it, and why it went on where it did. */
  public String explained() {
    return Report.of(this);
  }

  /**
   * It reached these actions in this order, and no others.
   *
   * @param names each the type of an action, its id, or # and its place in the flow, as in {@code
   *     #3}
   */
  public Performance expectPath(String... names) {
    return expect(Expectation.NONE.withPath(List.of(names)));
  }

  public Performance expectEnd(End wanted) {
    return expect(Expectation.NONE.withEnd(wanted));
  }

  /** It failed, and for this reason. */
  public Performance expectFailure(Reason reason) {
    return expect(Expectation.NONE.withFailure(reason.name()));
  }

  /** A variable had this value at the end; "" is that of one that is not there, too. */
  public Performance expectVariable(String name, String value) {
    return expect(Expectation.NONE.withVariables(Map.of(name, value)));
  }

  /** These texts were spoken, in this order, and no others. */
  public Performance expectHeard(String... texts) {
    return expect(Expectation.NONE.withHeard(List.of(texts)));
  }

  /** Other services were asked this, in this order, and nothing else. */
  public Performance expectAsked(Class<?>... requests) {
    return expect(
        Expectation.NONE.withAsked(Arrays.stream(requests).map(Exchange::nameOf).toList()));
  }

  public Performance expect(Expectation expectation) {
    List<String> differences = expectation.differences(this);
    if (!differences.isEmpty()) {
      throw new AssertionError(
          "\n%s\n\nWhat happened:\n%s".formatted(String.join("\n", differences), explained()));
    }
    return this;
  }

  /** The end, in a sentence. */
  String ending() {
    return "after %s the flow %s%s"
        .formatted(
            Wording.duration(took),
            end.sentence(),
            failure.map(why -> " for %s: %s".formatted(why.reason(), why.getMessage())).orElse(""));
  }
}
