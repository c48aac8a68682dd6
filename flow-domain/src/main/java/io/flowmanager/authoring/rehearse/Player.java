package io.flowmanager.authoring.rehearse;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Origin;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.engine.Engine;
import io.flowmanager.domain.engine.Moment;
import io.flowmanager.domain.engine.Turn;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.step.Request;
import io.flowmanager.domain.text.Wording;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Exit;
import io.flowmanager.domain.type.Interaction.Prompt;
import io.flowmanager.domain.type.Outline;
import io.flowmanager.domain.variable.OfferedVariables;
import io.flowmanager.domain.variable.ReservedVariables;
import io.flowmanager.domain.variable.Variables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Plays one rehearsal: asks for the next action, is everyone who is asked, and lets time pass. */
final class Player {
  private static final String DIGITS = ReservedVariables.CALL_DIGITS;

  private final Rehearsal script;
  private final Engine engine;
  private final NewIds ids = new NewIds(0x4e40_0000L);
  private final Deque<Act> acts;
  private final List<Take> takes = new ArrayList<>();
  private final Deque<Exchange> exchanges = new ArrayDeque<>();
  private final Map<Class<?>, Integer> asked = new HashMap<>();
  private boolean hungUpDuring;
  private Duration elapsed = Duration.ZERO;
  private Activeflow activeflow;

  Player(Rehearsal script) {
    this.script = script;
    this.engine = new Engine(script.catalog(), script.limits());
    this.acts = new ArrayDeque<>(script.acts());
    this.activeflow = start(script);
  }

  private static Activeflow start(Rehearsal script) {
    var origin =
        new Origin(
            script.flow().customer(),
            script.flow().id(),
            script.reference(),
            ActiveflowId.NONE,
            script.flow().onComplete(),
            Webhook.NONE,
            0,
            false);
    Activeflow started =
        Activeflow.start(
                new ActiveflowId(new NewIds(0xacf1_0000L).get()),
                origin,
                script.flow().actions(),
                Optional.empty(),
                OfferedVariables.NONE,
                script.start())
            .activeflow();
    // As they are: a text with a placeholder is one until it is used.
    var variables = new LinkedHashMap<>(started.variables().values());
    variables.putAll(script.variables());
    return started.with(new Variables(variables));
  }

  Performance play() {
    Moment moment = moment();
    Turn turn = engine.next(activeflow, ActionId.START, moment);
    while (true) {
      Turn.Settled settled = settle(turn, moment.now());
      if (settled.failure().isPresent()) {
        return over(End.FAILED, settled.failure());
      }
      Action answer = settled.answer();
      if (answer.isFinish()) {
        return over(End.FINISHED, Optional.empty());
      }
      ActionId here = activeflow.cursor().action().id();
      if (answer.id().isNone()) {
        if (!(acts.peek() instanceof Act.Continues act)) {
          return over(End.WAITING, Optional.empty());
        }
        acts.remove();
        takes.getLast().remark = "someone " + act;
        moment = moment();
        turn = engine.continueFrom(activeflow, here, moment);
        continue;
      }
      takes.getLast().handedOver = true;
      Optional<End> end = perform(answer);
      if (end.isPresent()) {
        return over(end.get(), Optional.empty());
      }
      moment = moment();
      turn = engine.next(activeflow, here, moment);
    }
  }

  private Moment moment() {
    return new Moment(now(), ids);
  }

  private Instant now() {
    return script.start().plus(elapsed);
  }

  /** Answers until it is settled. */
  private Turn.Settled settle(Turn first, Instant now) {
    Turn turn = first;
    while (true) {
      switch (turn) {
        case Turn.Asking<?> asking -> {
          turn = ask(asking);
        }
        case Turn.AskingOnceStored asking -> {
          activeflow = asking.soFar().reached();
          keep(asking.soFar().passed(), now);
          Exchange exchange = exchange(asking.request());
          turn = asking.then().apply(activeflow, exchange.failure());
        }
        case Turn.Telling telling -> {
          exchange(telling.request());
          turn = telling.then().get();
        }
        case Turn.Settled settled -> {
          activeflow = settled.activeflow();
          settled.way().ifPresent(way -> keep(way.passed(), now));
          return settled;
        }
      }
    }
  }

  @SuppressWarnings("unchecked") // what answers the request is of its answer's type
  private Turn ask(Turn.Asking<?> asking) {
    Exchange exchange = exchange(asking.request());
    return exchange.failure().isPresent()
        ? asking.failed().apply(exchange.failure().get())
        : ((Function<Object, Turn>) (Function<?, Turn>) asking.answered())
            .apply(exchange.answer().orElseThrow());
  }

  private Exchange exchange(Request<?> request) {
    int before = asked.merge(request.getClass(), 1, Integer::sum) - 1;
    Exchange exchange;
    try {
      Object answer = script.answers().answer(request, before, activeflow, ids);
      exchange = new Exchange(request, Optional.of(answer), Optional.empty());
    } catch (FlowException failure) {
      exchange = new Exchange(request, Optional.empty(), Optional.of(failure));
      if (failure.isFor(Reason.SERVICE_UNAVAILABLE)) {
        elapsed = elapsed.plus(Pace.TIME_OUT);
      }
    }
    exchanges.add(exchange);
    return exchange;
  }

  private void keep(List<Activeflow> passed, Instant now) {
    Duration at = Duration.between(script.start(), now);
    for (Activeflow stage : passed) {
      // What is told once more, ended, is where it stood already.
      if (!stage.isEnded()) {
        takes.add(new Take(at, stage));
      }
    }
  }

  /** Does what was handed over; the end, if that is one. */
  private Optional<End> perform(Action action) {
    Take take = takes.getLast();
    Optional<Outline<?>> outline = script.catalog().type(action.type()).map(ActionType::outline);
    if (outline.filter(one -> endsTheCall(one, action)).isPresent()) {
      return Optional.of(End.HUNG_UP);
    }
    if (!hungUpDuring && script.hangsUpDuring().filter(action.id()::equals).isPresent()) {
      hungUpDuring = true;
      take.remark = "caller hangs up";
      return Optional.of(End.CALLER_HUNG_UP);
    }
    Optional<Prompt> prompt = outline.flatMap(one -> prompt(one, action));
    if (prompt.isPresent() && acts.peek() instanceof Act.HangsUp act) {
      acts.remove();
      take.remark = "caller " + act;
      return Optional.of(End.CALLER_HUNG_UP);
    }
    if (prompt.isPresent()) {
      listen(prompt.get(), take);
    } else {
      elapsed = elapsed.plus(script.pace().of(action));
    }
    if (script.patience().filter(patience -> elapsed.compareTo(patience) >= 0).isPresent()) {
      elapsed = script.patience().get();
      take.remark = "caller hangs up";
      return Optional.of(End.CALLER_HUNG_UP);
    }
    Optional.ofNullable(script.interruptions().get(action.id()))
        .ifPresent(change -> activeflow = change.apply(activeflow));
    return Optional.empty();
  }

  private static boolean endsTheCall(Outline<?> outline, Action action) {
    return outline.exits(action.options()).stream()
        .allMatch(exit -> exit.target() == Exit.Place.CALL_END);
  }

  private static Optional<Prompt> prompt(Outline<?> outline, Action action) {
    return outline.interaction(action.options()) instanceof Prompt prompt
        ? Optional.of(prompt)
        : Optional.empty();
  }

  /** The call-manager's part: each digit is appended to the variable, until there are enough. */
  private void listen(Prompt prompt, Take take) {
    Act act = acts.peek();
    if (!(act instanceof Act.Dials dials)) {
      if (act instanceof Act.SaysNothing) {
        acts.remove();
      }
      elapsed = elapsed.plus(prompt.duration());
      take.remark = "caller says nothing for " + Wording.duration(prompt.duration());
      return;
    }
    acts.remove();
    int dialled = 0;
    boolean enough = false;
    while (!enough && dialled < dials.digits().length()) {
      String digit = dials.digits().substring(dialled, ++dialled);
      elapsed = elapsed.plus(Pace.A_DIGIT_DIALLED);
      String digits = activeflow.variables().valueOf(DIGITS) + digit;
      activeflow = activeflow.with(activeflow.variables().with(DIGITS, digits));
      enough =
          prompt.endKeys().contains(digit)
              || (prompt.length() > 0 && digits.length() >= prompt.length());
    }
    if (dialled < dials.digits().length()) {
      acts.addFirst(new Act.Dials(dials.digits().substring(dialled)));
    } else if (!enough) {
      elapsed = elapsed.plus(prompt.duration());
    }
    take.remark = "caller dials " + dials.digits().substring(0, dialled);
  }

  private Performance over(End end, Optional<FlowException> failure) {
    List<Scene> scenes =
        new Explanation(script, takes, exchanges, activeflow, end, failure).scenes();
    List<Act> left = acts.stream().filter(act -> !(act instanceof Act.SaysNothing)).toList();
    return new Performance(scenes, activeflow.variables(), end, failure, elapsed, left);
  }

  /** The activeflow just after it moved onto an action. */
  static final class Take {
    final Duration at;
    final Activeflow stage;
    boolean handedOver;
    String remark = "";

    Take(Duration at, Activeflow stage) {
      this.at = at;
      this.stage = stage;
    }
  }
}
