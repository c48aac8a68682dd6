package io.flowmanager.application.port;

import static io.flowmanager.application.port.PortExamples.NOON;
import static io.flowmanager.application.port.PortExamples.action;
import static io.flowmanager.application.port.PortExamples.activeflow;
import static io.flowmanager.application.port.PortExamples.birth;
import static io.flowmanager.application.port.PortExamples.change;
import static io.flowmanager.application.port.PortExamples.customer;
import static io.flowmanager.application.port.PortExamples.moved;
import static io.flowmanager.application.port.PortExamples.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.port.Filter.ActiveflowKey;
import io.flowmanager.application.port.Filter.Wanted;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Executed;
import io.flowmanager.domain.activeflow.Move;
import io.flowmanager.domain.activeflow.Note;
import io.flowmanager.domain.activeflow.Origin;
import io.flowmanager.domain.activeflow.Progress;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ServedRequests;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.RequestId;
import io.flowmanager.domain.id.StackId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The contract of every store of activeflows. */
public interface ActiveflowStoreContract {
  ActiveflowStore activeflows();

  /** What waits for this owner to be published, in order. */
  List<Outbox.Entry> waitingFor(UUID owner);

  private List<Outbox.Entry> waitingFor(Activeflow activeflow) {
    return waitingFor(activeflow.id().value());
  }

  private Activeflow kept(Activeflow activeflow) {
    activeflows().create(new Change.Birth(activeflow, List.of()));
    return activeflow;
  }

  private Versioned<Activeflow> found(ActiveflowId id) {
    return activeflows().find(id).orElseThrow();
  }

  /** Makes a change to what is stored, and says what has to be stored then. */
  private Versioned<Activeflow> committed(Versioned<Activeflow> before, Activeflow after) {
    Change change = change(before, after);
    assertThat(activeflows().commit(change)).isTrue();
    return change.result();
  }

  private static Filter<ActiveflowKey> of(CustomerId customer) {
    return new Filter<>(Map.of(ActiveflowKey.CUSTOMER_ID, new Wanted.Id(customer.value())));
  }

  private static Filter<ActiveflowKey> of(CustomerId customer, ActiveflowKey key, Wanted wanted) {
    return new Filter<>(
        Map.of(ActiveflowKey.CUSTOMER_ID, new Wanted.Id(customer.value()), key, wanted));
  }

  private static Page page(int size) {
    return new Page(NOON.plus(Duration.ofDays(1)), size);
  }

  @Test
  default void keepsLongTextsAsTheyAre() {
    for (String text : PortExamples.longTexts()) {
      Activeflow activeflow = activeflow(NOON);
      activeflow = activeflow.with(activeflow.variables().with("long", text));
      activeflows().create(birth(activeflow));
      Versioned<Activeflow> before = found(activeflow.id());
      assertThat(before).isEqualTo(new Versioned<>(activeflow, 1));

      Activeflow after = activeflow.movedTo(Optional.empty(), action(text), NOON.plusSeconds(1));
      Versioned<Activeflow> spoken =
          committed(before, after.movedTo(Optional.empty(), action("n"), NOON.plusSeconds(2)));

      assertThat(found(activeflow.id())).isEqualTo(spoken);
      assertThat(waitingFor(activeflow)).hasSize(2);
    }
  }

  @Test
  default void keepsNothingOfLongTextsThatComeTooLate() {
    Activeflow activeflow = kept(activeflow(NOON));
    Versioned<Activeflow> before = found(activeflow.id());
    Versioned<Activeflow> first = committed(before, moved(activeflow, NOON.plusSeconds(1)));
    int told = waitingFor(activeflow).size();

    Activeflow late =
        activeflow.movedTo(Optional.empty(), action("\\".repeat(150_000)), NOON.plusSeconds(2));

    assertThat(activeflows().commit(change(before, late))).isFalse();
    assertThat(found(activeflow.id())).isEqualTo(first);
    assertThat(waitingFor(activeflow)).hasSize(told);
  }

  @Test
  default void keepsAllOfANewActiveflowAsItIs() {
    Activeflow activeflow = activeflow(NOON);

    activeflows().create(birth(activeflow));

    assertThat(found(activeflow.id())).isEqualTo(new Versioned<>(activeflow, 1));
    assertThat(waitingFor(activeflow))
        .containsExactly(
            new Outbox.Entry(
                Outbox.Key.of(activeflow.id().value(), 1),
                List.of(told(EventType.ACTIVEFLOW_CREATED, activeflow))));
  }

  @Test
  default void findsTheDepthOfAnOlderOneInItsVariablesBeforeItsNextChangeAndKeepsIt() {
    Activeflow older = withoutDepth(activeflow(NOON), "3");
    kept(older);
    assertThat(found(older.id()).value().origin().depth()).isEmpty();

    var once = committed(new Versioned<>(older, 1), counting(older, "0"));
    committed(once, counting(once.value(), "1"));

    assertThat(found(older.id()).value().origin().depth()).contains(3);
    assertThat(activeflows().list(of(older.origin().customer()), page(10)))
        .extracting(listed -> listed.origin().depth())
        .containsExactly(Optional.of(3));
  }

  /** As one that was stored before depths were. */
  private static Activeflow withoutDepth(Activeflow activeflow, String count) {
    Origin origin = activeflow.origin();
    return counting(
        new Activeflow(
            activeflow.id(),
            new Origin(
                origin.customer(),
                origin.flow(),
                origin.reference(),
                origin.parent(),
                origin.onComplete(),
                origin.webhook(),
                origin.userId(),
                origin.legacy()),
            activeflow.status(),
            activeflow.stacks(),
            activeflow.cursor(),
            activeflow.progress(),
            activeflow.variables(),
            activeflow.times()),
        count);
  }

  private static Activeflow counting(Activeflow activeflow, String count) {
    return activeflow.with(activeflow.variables().with("voipbin.activeflow.complete_count", count));
  }

  @Test
  default void keepsOneThatIsBornInTheMidstOfItsWay() {
    Activeflow activeflow =
        moved(moved(activeflow(NOON), NOON.plusSeconds(1)), NOON.plusSeconds(2));

    kept(activeflow);

    assertThat(found(activeflow.id()).value()).isEqualTo(activeflow);
  }

  @Test
  default void keepsWhenEachActionWasLeftAndDoesNotMindWhereThatIsNotKnown() {
    Activeflow activeflow = kept(activeflow(NOON));
    Instant exact = NOON.plusNanos(123_456_000);

    var once = committed(new Versioned<>(activeflow, 1), moved(activeflow, exact));
    committed(once, moved(once.value(), NOON.plusSeconds(2)));

    assertThat(found(activeflow.id()).value().progress().executed())
        .extracting(Executed::leftAt)
        .containsExactly(Optional.of(exact), Optional.of(NOON.plusSeconds(2)));

    Activeflow before = withoutTimes(moved(activeflow(NOON), NOON));
    kept(before);

    assertThat(found(before.id()).value()).isEqualTo(before);
  }

  @Test
  default void keepsTheLatestStepsOfAVeryLongWayWhoeverStoredThem() {
    Activeflow activeflow = kept(activeflow(NOON));
    var stored = new Versioned<>(activeflow, 1L);

    for (int change = 0; change < 8; change++) {
      stored = committed(stored, movedToALongOne(movedToALongOne(stored.value())));

      assertThat(found(activeflow.id())).isEqualTo(stored);
    }

    assertThat(stored.value().progress().forgotten()).isEqualTo(15);
    assertThat(stored.value().progress().count()).isEqualTo(16);
    assertThat(activeflows().list(of(activeflow.origin().customer()), page(10)))
        .containsExactly(stored.value());
  }

  private static Activeflow movedToALongOne(Activeflow activeflow) {
    return activeflow.movedTo(activeflow.upcoming(), action("x".repeat(200_000)), NOON);
  }

  /** As one that was stored before times were. */
  private static Activeflow withoutTimes(Activeflow activeflow) {
    return new Activeflow(
        activeflow.id(),
        activeflow.origin(),
        activeflow.status(),
        activeflow.stacks(),
        activeflow.cursor(),
        new Progress(
            activeflow.progress().executed().stream()
                .map(left -> new Executed(left.action(), Optional.empty(), Note.NONE))
                .toList(),
            activeflow.progress().last(),
            activeflow.progress().served()),
        activeflow.variables(),
        activeflow.times());
  }

  @Test
  default void keepsWhatWasNotedOfEachActionAndOfTheOneItStandsOn() {
    Activeflow activeflow = kept(activeflow(NOON));
    String long200 = "😀".repeat(Note.FOUND_MAX);

    Activeflow found = moved(activeflow, NOON).finding(long200).failing("CALL_NOT_FOUND");
    var stored = committed(new Versioned<>(activeflow, 1), found);
    assertThat(found(activeflow.id())).isEqualTo(stored);

    stored = committed(stored, moved(stored.value(), NOON).finding(""));
    assertThat(found(activeflow.id())).isEqualTo(stored);
    assertThat(stored.value().progress().executed().getLast().note().found()).contains(long200);
  }

  @Test
  default void findsNothingUnderAnotherId() {
    kept(activeflow(NOON));

    assertThat(activeflows().find(new ActiveflowId(UUID.randomUUID()))).isEmpty();
  }

  @Test
  default void refusesAnIdThatIsTakenAndKeepsNothingOfIt() {
    Activeflow first = kept(activeflow(NOON));
    Activeflow second =
        new Activeflow(
            first.id(),
            activeflow(NOON).origin(),
            first.status(),
            first.stacks(),
            first.cursor(),
            first.progress(),
            first.variables(),
            first.times());

    assertThatThrownBy(() -> activeflows().create(birth(second)))
        .asInstanceOf(type(FlowException.class))
        .matches(failure -> failure.isFor(Reason.ACTIVEFLOW_ALREADY_EXISTS));
    assertThat(found(first.id())).isEqualTo(new Versioned<>(first, 1));
    assertThat(waitingFor(first)).isEmpty();
  }

  /** A process that shares the store. */
  Processes begin();

  /** Ends it as a crash would. */
  void end(Processes process);

  @Test
  default void findsWhatAProcessLeftUndoneThatIsGone() {
    Processes gone = begin();
    Processes there = begin();
    Activeflow abandoned = kept(activeflow(NOON));
    Activeflow worked = kept(activeflow(NOON));
    kept(activeflow(NOON));
    committed(new Versioned<>(worked, 1), takenUp(worked, there));
    var taken = committed(new Versioned<>(abandoned, 1), takenUp(abandoned, gone));
    assertThat(found(abandoned.id())).isEqualTo(taken);
    assertThat(activeflows().abandoned()).doesNotContain(abandoned.id());

    end(gone);

    await().until(() -> activeflows().abandoned().contains(abandoned.id()));
    assertThat(activeflows().abandoned()).doesNotContain(worked.id());
    committed(taken, taken.value().answered());
    assertThat(activeflows().abandoned()).doesNotContain(abandoned.id());
  }

  private static Activeflow takenUp(Activeflow activeflow, Processes by) {
    return activeflow.askedFrom(activeflow.cursor().action().id()).takenUpBy(by.self());
  }

  @Test
  default void keepsEveryKindOfChange() {
    Activeflow activeflow = kept(activeflow(NOON));
    var stored = new Versioned<>(activeflow, 1);
    Instant later = NOON.plus(1, ChronoUnit.MICROS);

    stored =
        committed(
            stored, moved(stored.value().askedFrom(activeflow.cursor().action().id()), later));
    assertThat(found(activeflow.id())).isEqualTo(stored);
    stored = committed(stored, stored.value().answered());
    assertThat(found(activeflow.id())).isEqualTo(stored);
    for (int number = 0; number <= ServedRequests.IDS_MAX; number++) {
      stored = committed(stored, stored.value().serving(new RequestId(UUID.randomUUID())));
    }
    assertThat(found(activeflow.id())).isEqualTo(stored);
    stored =
        committed(
            stored,
            stored
                .value()
                .after(new Move.Push(new StackId(UUID.randomUUID()), List.of(action("pushed")))));
    assertThat(found(activeflow.id())).isEqualTo(stored);
    stored = committed(stored, moved(stored.value(), later));
    assertThat(found(activeflow.id())).isEqualTo(stored);
    stored =
        committed(stored, stored.value().with(stored.value().variables().with("é ", " \\\"' 📞 ")));
    assertThat(found(activeflow.id())).isEqualTo(stored);
    stored = committed(stored, moved(moved(stored.value(), later), later).ended(later));
    assertThat(found(activeflow.id())).isEqualTo(stored);
    stored = committed(stored, stored.value().deleted(later));
    assertThat(found(activeflow.id())).isEqualTo(stored);
  }

  @Test
  default void keepsWhatTheWorldIsToKnowWithTheChangeInOrder() {
    Activeflow activeflow = kept(activeflow(NOON));
    Activeflow once = moved(activeflow, NOON);
    Activeflow twice = moved(once, NOON.plusSeconds(1));
    List<DomainEvent> events =
        List.of(
            told(EventType.ACTIVEFLOW_UPDATED, once),
            told(EventType.ACTIVEFLOW_UPDATED, twice),
            told(EventType.ACTIVEFLOW_DELETED, twice));

    activeflows().commit(Change.of(new Versioned<>(activeflow, 1), twice, events));

    assertThat(waitingFor(activeflow))
        .containsExactly(new Outbox.Entry(Outbox.Key.of(activeflow.id().value(), 2), events));
  }

  @Test
  default void keepsNothingOfAChangeWhereSomeoneElseWasFaster() {
    Activeflow activeflow = kept(activeflow(NOON));
    var before = new Versioned<>(activeflow, 1);
    Activeflow winner = moved(activeflow, NOON.plusSeconds(1));
    activeflows().commit(Change.of(before, winner, List.of()));
    Activeflow loser = moved(moved(activeflow, NOON.plusSeconds(2)), NOON.plusSeconds(2));
    Activeflow successor = activeflow(NOON);

    boolean kept =
        activeflows()
            .commit(
                new Change(
                    before,
                    loser,
                    List.of(told(EventType.ACTIVEFLOW_UPDATED, loser)),
                    Optional.of(birth(successor))));

    assertThat(kept).isFalse();
    assertThat(found(activeflow.id())).isEqualTo(new Versioned<>(winner, 2));
    assertThat(waitingFor(activeflow)).isEmpty();
    assertThat(activeflows().find(successor.id())).isEmpty();
    assertThat(waitingFor(successor)).isEmpty();
    // Had a step of the loser's been kept, this one could not be.
    assertThat(committed(found(activeflow.id()), moved(winner, NOON)).version()).isEqualTo(3);
  }

  @Test
  default void keepsNothingOfAChangeToOneThatIsNotThere() {
    Activeflow activeflow = activeflow(NOON);

    boolean kept =
        activeflows().commit(change(new Versioned<>(activeflow, 1), moved(activeflow, NOON)));

    assertThat(kept).isFalse();
    assertThat(activeflows().find(activeflow.id())).isEmpty();
    assertThat(waitingFor(activeflow)).isEmpty();
    // Had its step been kept, this one could not be.
    kept(activeflow);
    assertThat(
            activeflows().commit(change(new Versioned<>(activeflow, 1), moved(activeflow, NOON))))
        .isTrue();
  }

  @Test
  default void keepsNothingOfAChangeToOneThatIsNotThereAmongMany() throws InterruptedException {
    Activeflow gone = activeflow(NOON);
    var turn = new AtomicInteger();

    List<Boolean> came =
        Concurrently.times(
            64,
            () -> {
              Activeflow activeflow = turn.getAndIncrement() == 32 ? gone : kept(activeflow(NOON));
              return activeflows()
                  .commit(change(new Versioned<>(activeflow, 1), moved(activeflow, NOON)));
            });

    assertThat(came.stream().filter(kept -> kept)).hasSize(63);
    kept(gone);
    assertThat(activeflows().commit(change(new Versioned<>(gone, 1), moved(gone, NOON)))).isTrue();
  }

  @Test
  default void keepsTheSuccessorInTheSameCommit() {
    Activeflow activeflow = kept(activeflow(NOON));
    Activeflow successor = moved(activeflow(NOON), NOON);

    boolean kept =
        activeflows()
            .commit(
                new Change(
                    new Versioned<>(activeflow, 1),
                    activeflow.ended(NOON),
                    List.of(),
                    Optional.of(birth(successor))));

    assertThat(kept).isTrue();
    assertThat(found(successor.id())).isEqualTo(new Versioned<>(successor, 1));
    assertThat(waitingFor(successor)).hasSize(1);
  }

  @Test
  default void keepsNothingOfAChangeWhoseSuccessorsIdIsTaken() {
    Activeflow activeflow = kept(activeflow(NOON));
    Activeflow taken = kept(activeflow(NOON));
    Activeflow ended = moved(activeflow, NOON).ended(NOON);

    assertThatThrownBy(() ->
            activeflows()
                .commit(
                    new Change(
                        new Versioned<>(activeflow, 1),
                        ended,
                        List.of(told(EventType.ACTIVEFLOW_UPDATED, ended)),
                        Optional.of(birth(taken)))))
        .asInstanceOf(type(FlowException.class))
        .matches(failure -> failure.isFor(Reason.ACTIVEFLOW_ALREADY_EXISTS));
    assertThat(found(activeflow.id())).isEqualTo(new Versioned<>(activeflow, 1));
    assertThat(waitingFor(activeflow)).isEmpty();
    assertThat(committed(found(activeflow.id()), ended).version()).isEqualTo(2);
  }

  @Test
  default void letsExactlyOneOf32ChangeAVersion() throws InterruptedException {
    Activeflow activeflow = kept(activeflow(NOON));
    var before = new Versioned<>(activeflow, 1);
    Activeflow after = moved(activeflow, NOON);

    List<Boolean> answers =
        Concurrently.times(32, () -> activeflows().commit(change(before, after)));

    assertThat(answers).filteredOn(won -> won).hasSize(1);
    assertThat(found(activeflow.id())).isEqualTo(new Versioned<>(after, 2));
    assertThat(waitingFor(activeflow)).hasSize(1);
  }

  @Test
  default void losesNoneOfManyThatCommitAtOnce() throws InterruptedException {
    Activeflow activeflow = kept(activeflow(NOON).with(activeflow(NOON).variables().with("n", "")));
    int committers = 8;
    int each = 10;

    Concurrently.times(
        committers,
        () -> {
          for (int number = 0; number < each; number++) {
            commitOneMore(activeflow.id());
          }
          return each;
        });

    Versioned<Activeflow> last = found(activeflow.id());
    int commits = committers * each;
    assertThat(last.version()).isEqualTo(commits + 1);
    assertThat(last.value().variables().valueOf("n")).hasSize(commits);
    assertThat(last.value().progress().executed()).hasSize(commits);
    assertThat(waitingFor(activeflow))
        .extracting(entry -> entry.key().version())
        .containsExactlyElementsOf(LongStream.rangeClosed(2, commits + 1).boxed().toList());
  }

  private void commitOneMore(ActiveflowId id) {
    boolean kept = false;
    while (!kept) {
      Versioned<Activeflow> before = found(id);
      Activeflow moved = moved(before.value(), NOON);
      String count = moved.variables().valueOf("n");
      kept =
          activeflows()
              .commit(change(before, moved.with(moved.variables().with("n", count + "."))));
    }
  }

  @Test
  default void showsReadersOneVersionAsAWhole() throws InterruptedException {
    Activeflow activeflow = kept(activeflow(NOON));
    var isDone = new AtomicBoolean();
    var isFirst = new AtomicBoolean(true);

    List<List<Versioned<Activeflow>>> seen =
        Concurrently.times(
            3,
            () -> {
              var versions = new ArrayList<Versioned<Activeflow>>();
              if (isFirst.getAndSet(false)) {
                for (int number = 0; number < 50; number++) {
                  commitOneMore(activeflow.id());
                }
                isDone.set(true);
              }
              do {
                versions.add(found(activeflow.id()));
              } while (!isDone.get());
              return versions;
            });

    // Each commit left one action and set one more dot.
    assertThat(seen)
        .allSatisfy(versions ->
            assertThat(versions)
                .allSatisfy(version -> {
                  assertThat(version.value().progress().count()).isEqualTo(version.version() - 1);
                  assertThat(version.value().variables().valueOf("n"))
                      .hasSize((int) version.version() - 1);
                }));
  }

  @Test
  default void listsACustomersActiveflowsNewestFirstWithAllTheyHave() {
    CustomerId customer = customer();
    Activeflow older = kept(moved(activeflow(customer, NOON), NOON));
    Activeflow newer =
        kept(moved(moved(activeflow(customer, NOON.plus(1, ChronoUnit.MICROS)), NOON), NOON));
    Activeflow unbegun = kept(activeflow(customer, NOON.minusSeconds(1)));
    kept(activeflow(NOON));

    assertThat(activeflows().list(of(customer), page(10))).containsExactly(newer, older, unbegun);
    assertThat(activeflows().list(of(customer), new Page(NOON, 10))).containsExactly(unbegun);
    assertThat(activeflows().list(of(customer()), page(10))).isEmpty();
  }

  @Test
  default void missesNoneAndRepeatsNoneWherePagesMeetAtOneInstant() {
    CustomerId customer = customer();
    Set<ActiveflowId> all = new HashSet<>();
    for (int number = 0; number < 12; number++) {
      all.add(kept(activeflow(customer, NOON.plusSeconds(number / 4))).id());
    }

    List<ActiveflowId> seen = new ArrayList<>();
    List<Activeflow> page = activeflows().list(of(customer), page(3));
    while (!page.isEmpty()) {
      page.forEach(activeflow -> seen.add(activeflow.id()));
      page = activeflows().list(of(customer), new Page(page.getLast().times().created(), 3));
    }

    assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  default void listsByEachThingThatCanBeAskedFor() {
    CustomerId customer = customer();
    Activeflow fresh = activeflow(customer, NOON);
    Activeflow wanted =
        kept(fresh.after(new Move.Push(new StackId(UUID.randomUUID()), List.of(action("pushed")))));
    Activeflow plain = activeflow(NOON);
    kept(
        new Activeflow(
            plain.id(),
            new Origin(
                customer,
                plain.origin().flow(),
                Reference.NONE,
                plain.origin().parent(),
                plain.origin().onComplete(),
                Webhook.NONE,
                0,
                false),
            plain.status(),
            plain.stacks(),
            plain.cursor(),
            plain.progress(),
            plain.variables(),
            plain.times()));
    var forward = wanted.cursor().forward().orElseThrow();

    Map<ActiveflowKey, Wanted> each =
        Map.of(
            ActiveflowKey.ID, new Wanted.Id(wanted.id().value()),
            ActiveflowKey.FLOW_ID, new Wanted.Id(wanted.origin().flow().value()),
            ActiveflowKey.REFERENCE_TYPE, new Wanted.Text("call"),
            ActiveflowKey.REFERENCE_ID, new Wanted.Id(wanted.origin().reference().id().value()),
            ActiveflowKey.REFERENCE_ACTIVEFLOW_ID, new Wanted.Id(wanted.origin().parent().value()),
            ActiveflowKey.ON_COMPLETE_FLOW_ID, new Wanted.Id(wanted.origin().onComplete().value()),
            ActiveflowKey.FORWARD_STACK_ID, new Wanted.Id(forward.stack().value()),
            ActiveflowKey.FORWARD_ACTION_ID, new Wanted.Id(forward.action().value()),
            ActiveflowKey.WEBHOOK_URI, new Wanted.Text(wanted.origin().webhook().uri()),
            ActiveflowKey.WEBHOOK_METHOD, new Wanted.Text("POST"));

    each.forEach((key, value) ->
        assertThat(activeflows().list(of(customer, key, value), page(10)))
            .as(key.wireName())
            .containsExactly(wanted));
  }

  @Test
  default void listsByWhatChangesOnTheWay() {
    CustomerId customer = customer();
    Activeflow running = kept(activeflow(customer, NOON));
    Activeflow ended = kept(activeflow(customer, NOON.plusSeconds(1)).ended(NOON));
    Activeflow deleted = kept(activeflow(customer, NOON.plusSeconds(2)).ended(NOON).deleted(NOON));
    var stack = new StackId(UUID.randomUUID());
    Activeflow elsewhere =
        kept(
            moved(
                activeflow(customer, NOON.plusSeconds(3))
                    .after(new Move.Push(stack, List.of(action("pushed")))),
                NOON));

    assertThat(
            activeflows()
                .list(of(customer, ActiveflowKey.STATUS, new Wanted.Text("running")), page(10)))
        .containsExactly(elsewhere, running);
    assertThat(
            activeflows()
                .list(of(customer, ActiveflowKey.STATUS, new Wanted.Text("Running")), page(10)))
        .isEmpty();
    assertThat(
            activeflows()
                .list(of(customer, ActiveflowKey.DELETED, new Wanted.Flag(false)), page(10)))
        .containsExactly(elsewhere, ended, running);
    assertThat(
            activeflows()
                .list(of(customer, ActiveflowKey.DELETED, new Wanted.Flag(true)), page(10)))
        .containsExactly(deleted);
    assertThat(
            activeflows()
                .list(
                    of(customer, ActiveflowKey.CURRENT_STACK_ID, new Wanted.Id(stack.value())),
                    page(10)))
        .containsExactly(elsewhere);
  }
}
