package io.flowmanager.authoring.rehearse;

import io.flowmanager.authoring.label.Label;
import io.flowmanager.authoring.rehearse.Player.Take;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Move;
import io.flowmanager.domain.activeflow.Place;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.StackId;
import io.flowmanager.domain.type.Decision;
import io.flowmanager.domain.type.Evidence;
import io.flowmanager.domain.type.OnFailure;
import io.flowmanager.domain.type.Outline;
import io.flowmanager.domain.variable.Variables;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The scenes of a rehearsal's takes, with why each one went on where it did. */
final class Explanation {
  private final Rehearsal script;
  private final List<Take> takes;
  private final Deque<Exchange> exchanges;
  private final Activeflow last;
  private final End end;
  private final Optional<FlowException> failure;

  Explanation(
      Rehearsal script,
      List<Take> takes,
      Deque<Exchange> exchanges,
      Activeflow last,
      End end,
      Optional<FlowException> failure) {
    this.script = script;
    this.takes = takes;
    this.exchanges = new ArrayDeque<>(exchanges);
    this.last = last;
    this.end = end;
    this.failure = failure;
  }

  List<Scene> scenes() {
    var scenes = new ArrayList<Scene>();
    for (int index = 0; index < takes.size(); index++) {
      Take take = takes.get(index);
      Action action = take.stage.cursor().action();
      if (action.isFinish()) {
        continue;
      }
      Optional<Take> next =
          index + 1 < takes.size() ? Optional.of(takes.get(index + 1)) : Optional.empty();
      Instant now = script.start().plus(take.at);
      Replay replay = Replay.of(script.catalog(), take.stage, now, exchanges);
      Variables after = next.map(following -> following.stage.variables()).orElse(last.variables());
      scenes.add(
          new Scene(
              take.at,
              take.stage.cursor().place(),
              action,
              Label.of(script.catalog(), action),
              speech(action),
              numberOf(take.stage.cursor().place()),
              take.stage.variables(),
              after,
              take.handedOver,
              replay.exchanges(),
              take.remark,
              reason(take, replay, next, now)));
    }
    return scenes;
  }

  private Optional<String> speech(Action action) {
    return script
        .catalog()
        .type(action.type())
        .flatMap(type -> type.outline().speech(action.options()));
  }

  private int numberOf(Place place) {
    if (!place.stack().equals(StackId.MAIN)) {
      return 0;
    }
    List<Action> actions = script.flow().actions();
    for (int index = 0; index < actions.size(); index++) {
      if (actions.get(index).id().equals(place.action())) {
        return index + 1;
      }
    }
    return 0;
  }

  private String reason(Take take, Replay replay, Optional<Take> next, Instant now) {
    String because = because(take, replay, now);
    String on = next.map(following -> on(take, replay, following)).orElseGet(this::ending);
    return because.isEmpty() ? on : on.isEmpty() ? because : because + ": " + on;
  }

  private String because(Take take, Replay replay, Instant now) {
    Action action = take.stage.cursor().action();
    if (replay.type().isEmpty()) {
      return "nobody knows this type, so it is passed over";
    }
    if (!replay.runs()) {
      return "there is no %s to perform it on, so it is passed over"
          .formatted(
              switch (replay.type().get().medium()) {
                case REALTIME -> "call";
                case NON_REALTIME -> "conversation or request";
                case ANY -> "medium";
              });
    }
    if (replay.failure().isPresent()) {
      FlowException why = replay.failure().get();
      String words = "it fails for %s (%s)".formatted(why.reason(), why.getMessage());
      return replay.type().get().onFailure() == OnFailure.CARRY_ON
          ? words + ", which is nothing to end a flow for"
          : words;
    }
    Outline<?> outline = replay.type().get().outline();
    if (outline.exits(action.options()).size() > 1) {
      return outline
          .decision(action.options(), new Evidence(replay.found(), Optional.of(now)))
          .map(Decision::words)
          .orElse("");
    }
    long pushed = pushed(replay);
    return pushed == 0
        ? ""
        : pushed == 1 ? "1 action comes in between" : pushed + " actions come in between";
  }

  /** The actions that came in between, without those that only say that the flow ends. */
  private static long pushed(Replay replay) {
    return replay.moves().stream()
        .flatMap(move ->
            move instanceof Move.Push push ? push.actions().stream() : Stream.<Action>empty())
        .filter(action -> !action.isFinish())
        .count();
  }

  /** The action where it went, and by which rule if that was not the action below. */
  private String on(Take take, Replay replay, Take next) {
    Action following = next.stage.cursor().action();
    if (following.isFinish()) {
      return next.stage.cursor().stack().isMain() && replay.moves().isEmpty()
          ? "there is no action below"
          : "the flow is stopped";
    }
    Place from = take.stage.cursor().place();
    Place to = next.stage.cursor().place();
    String name = Report.number(numberOf(to)) + following.type().replace('_', ' ');
    boolean jumped = replay.moves().stream().anyMatch(move -> move instanceof Move.Jump);
    if (jumped) {
      return (isBack(from, to) ? "back to " : "on to ") + name;
    }
    if (!from.stack().equals(to.stack())) {
      return pushed(replay) > 0 ? name : "back where it was left, to " + name;
    }
    ActionId own = take.stage.stacks().action(from).map(Action::next).orElse(ActionId.NONE);
    if (own.equals(to.action())) {
      return "by its next_id to " + name;
    }
    boolean below = numberOf(to) == 0 || numberOf(to) == numberOf(from) + 1;
    return below ? name : "on to " + name;
  }

  private boolean isBack(Place from, Place to) {
    return numberOf(to) > 0 && numberOf(to) <= numberOf(from);
  }

  private String ending() {
    return switch (end) {
      case FINISHED -> "there is no action below";
      case HUNG_UP -> "";
      case CALLER_HUNG_UP -> "";
      case WAITING -> "it waits for someone to continue it";
      case FAILED -> failure.map(why -> "the flow ends").orElse("");
    };
  }
}
