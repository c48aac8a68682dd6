package io.flowmanager.domain.catalog;

import static java.util.function.Function.identity;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.step.Acceptance;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.ActionType.FormerName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A set of action types by their names. Does not change, and may be used from any thread. */
public final class ActionCatalog implements Acceptance {
  /** Number of actions that a flow may have, or a push bring. Far beyond the largest flows seen. */
  public static final int ACTIONS_MAX = 10_000;

  private static final ActionCatalog STANDARD =
      new ActionCatalog(
          List.of(
              AiSummary.TYPE,
              AiTalk.TYPE,
              AiTask.TYPE,
              Amd.TYPE,
              Answer.TYPE,
              Beep.TYPE,
              Block.TYPE,
              Branch.TYPE,
              Call.TYPE,
              CaseCreate.TYPE,
              ConditionCallDigits.TYPE,
              ConditionCallStatus.TYPE,
              ConditionDatetime.TYPE,
              ConditionVariable.TYPE,
              ConfbridgeJoin.TYPE,
              ConferenceJoin.TYPE,
              Connect.TYPE,
              ConversationSend.TYPE,
              DigitsReceive.TYPE,
              DigitsSend.TYPE,
              Echo.TYPE,
              EmailSend.TYPE,
              Empty.TYPE,
              ExternalMediaStart.TYPE,
              ExternalMediaStop.TYPE,
              Fetch.TYPE,
              FetchFlow.TYPE,
              Goto.TYPE,
              Hangup.TYPE,
              MessageSend.TYPE,
              Mute.TYPE,
              Play.TYPE,
              QueueJoin.TYPE,
              RecordingStart.TYPE,
              RecordingStop.TYPE,
              Sleep.TYPE,
              Stop.TYPE,
              StreamEcho.TYPE,
              Talk.TYPE,
              TranscribeRecording.TYPE,
              TranscribeStart.TYPE,
              TranscribeStop.TYPE,
              VariableSet.TYPE,
              WebhookSend.TYPE));

  private final Map<String, ActionType<?>> byName;
  private final Map<String, Former> byFormerName;

  private record Former(ActionType<?> type, FormerName name) {}

  private ActionCatalog(List<ActionType<?>> types) {
    byName = types.stream().collect(Collectors.toUnmodifiableMap(ActionType::name, identity()));
    byFormerName = new HashMap<>();
    types.forEach(type ->
        type.formerNames()
            .forEach(former -> byFormerName.put(former.name(), new Former(type, former))));
  }

  /** All types that flows can have here. */
  public static ActionCatalog standard() {
    return STANDARD;
  }

  /**
   * This catalog with types of one's own, for services that embed the engine: whatever reads a
   * catalog knows them as well as the standard ones.
   *
   * @throws IllegalArgumentException for a name, former ones among them, that is there already
   */
  public ActionCatalog with(ActionType<?>... more) {
    ActionCatalog all = this;
    for (ActionType<?> type : more) {
      all = all.plus(type);
    }
    return all;
  }

  private ActionCatalog plus(ActionType<?> type) {
    requireFree(type.name());
    type.formerNames().forEach(former -> requireFree(former.name()));
    var all = new ArrayList<>(types());
    all.add(type);
    return new ActionCatalog(all);
  }

  private void requireFree(String name) {
    if (byName.containsKey(name) || byFormerName.containsKey(name)) {
      throw new IllegalArgumentException(
          "Expected a name that no other type of action has, but there is a %s".formatted(name));
    }
  }

  /** In the order of their names. */
  public List<ActionType<?>> types() {
    return byName.keySet().stream()
        .sorted()
        .<ActionType<?>>map(name -> type(name).orElseThrow())
        .toList();
  }

  /** The type of this name, today's. */
  public Optional<ActionType<?>> type(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * An author's actions as they are stored: each of a known type under today's name, each with an
   * id of its own. Those without an id get one.
   *
   * @param ids a new one each time
   * @throws FlowException TOO_MANY_ACTIONS, then for the first action in order INVALID_ACTION_TYPE
   *     or what its type finds wrong, then RESERVED_ACTION_ID or DUPLICATE_ACTION_ID, then
   *     INVALID_OPTION where one speaks of an action that is not there
   */
  public List<Action> accept(List<Action> actions, Supplier<UUID> ids) {
    if (actions.size() > ACTIONS_MAX) {
      throw new FlowException(
          Reason.TOO_MANY_ACTIONS,
          "Expected at most %d actions, but there are %d".formatted(ACTIONS_MAX, actions.size()));
    }
    List<Action> accepted = actions.stream().map(this::accept).toList();
    requireDistinctIds(accepted);
    List<Action> identified =
        accepted.stream()
            .map(action -> action.id().isNone() ? action.with(new ActionId(ids.get())) : action)
            .toList();
    return identified.stream().map(action -> settle(action, identified)).toList();
  }

  /** The same wherever they are to run. */
  @Override
  public List<Action> accept(List<Action> wanted, Activeflow around, Supplier<UUID> ids) {
    return accept(wanted, ids);
  }

  private Action accept(Action action) {
    Action today =
        inTodaysWords(action)
            .orElseThrow(() ->
                new FlowException(
                    Reason.INVALID_ACTION_TYPE, "not supported action type: " + action.type()));
    type(today.type()).orElseThrow().requireFine(today);
    return today;
  }

  /**
   * An author's action under today's name and in today's words, whatever may be wrong with it;
   * empty if authors have no such type.
   *
   * @throws FlowException INVALID_OPTION where an option of a former name can't be read
   */
  public Optional<Action> inTodaysWords(Action action) {
    Action renamed =
        Optional.ofNullable(byFormerName.get(action.type()))
            .map(former -> underTodaysName(action, former))
            .orElse(action);
    return type(renamed.type())
        .filter(ActionType::isForAuthors)
        .map(type -> type.inTodaysWords(renamed));
  }

  /**
   * An action of today with what its options say of the others said by their ids.
   *
   * @param all it and the others, with ids
   * @throws FlowException INVALID_OPTION where it speaks of one that is not there
   */
  public Action settle(Action action, List<Action> all) {
    return type(action.type()).map(type -> type.settle(action, all)).orElse(action);
  }

  private static Action underTodaysName(Action action, Former former) {
    return action
        .withType(former.type().name())
        .with(former.name().translation().apply(action.options()));
  }

  private static void requireDistinctIds(List<Action> actions) {
    var seen = new HashSet<ActionId>();
    for (Action action : actions) {
      if (action.id().isNone()) {
        continue;
      }
      if (action.id().isReserved()) {
        throw new FlowException(
            Reason.RESERVED_ACTION_ID,
            "Expected action ids other than the reserved ones, but there is " + action.id());
      }
      if (!seen.add(action.id())) {
        throw new FlowException(
            Reason.DUPLICATE_ACTION_ID,
            "Expected each action to have an id of its own, but %s is there twice"
                .formatted(action.id()));
      }
    }
  }
}
