package io.flowmanager.application.port;

import static io.flowmanager.application.port.PortExamples.AWKWARD;
import static io.flowmanager.application.port.PortExamples.NOON;
import static io.flowmanager.application.port.PortExamples.action;
import static io.flowmanager.application.port.PortExamples.customer;
import static io.flowmanager.application.port.PortExamples.flow;
import static io.flowmanager.application.port.PortExamples.temporary;
import static io.flowmanager.application.port.PortExamples.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.event.DomainEvent;
import io.flowmanager.application.event.EventType;
import io.flowmanager.application.port.Filter.FlowKey;
import io.flowmanager.application.port.Filter.Wanted;
import io.flowmanager.domain.flow.Flow;
import io.flowmanager.domain.flow.Flow.Label;
import io.flowmanager.domain.flow.Flow.Legacy;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
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
import org.junit.jupiter.api.Test;

/** The contract of every repository of flows. */
public interface FlowRepositoryContract {
  FlowRepository flows();

  /** What waits for this owner to be published, in order. */
  List<Outbox.Entry> waitingFor(UUID owner);

  private Flow kept(Flow flow) {
    flows().create(flow, Optional.empty(), List.of());
    return flow;
  }

  private Versioned<Flow> found(FlowId id) {
    return flows().find(id).orElseThrow();
  }

  private static Filter<FlowKey> of(CustomerId customer) {
    return new Filter<>(Map.of(FlowKey.CUSTOMER_ID, new Wanted.Id(customer.value())));
  }

  private static Filter<FlowKey> of(CustomerId customer, FlowKey key, Wanted wanted) {
    return new Filter<>(Map.of(FlowKey.CUSTOMER_ID, new Wanted.Id(customer.value()), key, wanted));
  }

  private static Page page(int size) {
    return new Page(NOON.plus(Duration.ofDays(1)), size);
  }

  @Test
  default void keepsAllOfAFlowAsItIs() {
    Flow flow = kept(flow(customer(), AWKWARD, NOON).deleted(NOON.plus(1, ChronoUnit.MICROS)));

    assertThat(found(flow.id())).isEqualTo(new Versioned<>(flow, 1));
  }

  @Test
  default void keepsLongTextsAsTheyAre() {
    for (String text : PortExamples.longTexts()) {
      Flow flow = flow(NOON);
      Flow spoken =
          flow.replaced(
              flow.label(), List.of(action(text)), FlowId.NONE, flow.legacy(), NOON.plusSeconds(1));
      List<DomainEvent> events = List.of(told(EventType.FLOW_CREATED, spoken));

      flows().create(spoken, Optional.empty(), events);

      assertThat(found(flow.id())).isEqualTo(new Versioned<>(spoken, 1));
      assertThat(waitingFor(flow.id().value()))
          .containsExactly(new Outbox.Entry(Outbox.Key.of(flow.id().value(), 1), events));
      assertThat(flows().replace(new Versioned<>(spoken, 2), spoken, List.of())).isFalse();
      assertThat(flows().replace(found(flow.id()), flow, List.of())).isTrue();
    }
  }

  @Test
  default void findsNothingUnderAnotherId() {
    Flow flow = kept(flow(NOON));

    var other = new FlowId(new UUID(flow.id().value().getMostSignificantBits(), 0x41));

    assertThat(flows().find(other)).isEmpty();
  }

  @Test
  default void keepsALongNameAndDetailOfATemporaryFlow() {
    Flow temporary = temporary(NOON);
    Flow flow = named(temporary, "😀".repeat(256), "ä".repeat(70_000));
    flows().create(flow, Optional.of(Duration.ofHours(24)), List.of());
    assertThat(found(flow.id()).value()).isEqualTo(flow);

    Flow shorter = named(flow, "😀".repeat(255), "");
    assertThat(flows().replace(found(flow.id()), shorter, List.of())).isTrue();
    assertThat(found(flow.id()).value()).isEqualTo(shorter);

    Flow longer = named(flow, "n".repeat(1_000_000), "d".repeat(65_536));
    assertThat(flows().replace(found(flow.id()), longer, List.of())).isTrue();
    assertThat(found(flow.id()).value()).isEqualTo(longer);
  }

  @Test
  default void keepsALongTypeAndWebhookUriOfATemporaryFlow() {
    Flow temporary = temporary(NOON);
    Flow flow = called(temporary, "é".repeat(70_000), "https://" + "u".repeat(70_000));
    flows().create(flow, Optional.of(Duration.ofHours(24)), List.of());
    assertThat(found(flow.id()).value()).isEqualTo(flow);

    Flow shorter = called(flow, "é".repeat(70_000), "u".repeat(1024));
    assertThat(flows().replace(found(flow.id()), shorter, List.of())).isTrue();
    assertThat(found(flow.id()).value()).isEqualTo(shorter);
  }

  private static Flow called(Flow flow, String type, String webhookUri) {
    return new Flow(
        flow.id(),
        flow.customer(),
        type,
        flow.label(),
        flow.persistent(),
        flow.actions(),
        flow.direct(),
        flow.onComplete(),
        new Legacy(7, webhookUri),
        flow.times());
  }

  private static Flow named(Flow flow, String name, String detail) {
    return flow.replaced(
        new Label(name, detail),
        flow.actions(),
        flow.onComplete(),
        flow.legacy(),
        NOON.plusSeconds(1));
  }

  /** Lets time pass, by the store's clock. */
  void elapse(Duration time);

  @Test
  default void findsATemporaryFlowUntilItsLifetimeIsOver() {
    Flow flow = temporary(NOON);
    flows().create(flow, Optional.of(Duration.ofHours(24)), List.of());

    elapse(Duration.ofHours(23));
    assertThat(flows().find(flow.id())).contains(new Versioned<>(flow, 1));
    elapse(Duration.ofHours(1));
    assertThat(flows().find(flow.id())).isEmpty();
  }

  @Test
  default void keepsWhatTheWorldIsToKnowInOrder() {
    Flow flow = flow(NOON);
    List<DomainEvent> events =
        List.of(told(EventType.FLOW_CREATED, flow), told(EventType.FLOW_UPDATED, flow));

    flows().create(flow, Optional.empty(), events);

    UUID owner = flow.id().value();
    assertThat(waitingFor(owner))
        .containsExactly(new Outbox.Entry(Outbox.Key.of(owner, 1), events));
  }

  @Test
  default void replacesTheVersionAFlowWasMadeFrom() {
    Flow flow = kept(flow(NOON));
    Flow changed =
        flow.replaced(
            new Label("", "b"),
            List.of(),
            FlowId.NONE,
            new Flow.Legacy(1, ""),
            NOON.plusSeconds(1).plus(1, ChronoUnit.MICROS));

    boolean replaced =
        flows().replace(found(flow.id()), changed, List.of(told(EventType.FLOW_UPDATED, changed)));

    assertThat(replaced).isTrue();
    assertThat(found(flow.id())).isEqualTo(new Versioned<>(changed, 2));
    assertThat(waitingFor(flow.id().value()))
        .extracting(Outbox.Entry::key)
        .containsExactly(Outbox.Key.of(flow.id().value(), 2));
  }

  @Test
  default void replacesATemporaryFlowAndLetsItExpireAllTheSame() {
    Flow flow = temporary(NOON);
    flows().create(flow, Optional.of(Duration.ofMinutes(1)), List.of());

    Flow changed =
        flow.replaced(
            new Label("b", ""), List.of(), FlowId.NONE, flow.legacy(), NOON.plusSeconds(1));
    flows().replace(found(flow.id()), changed, List.of());

    assertThat(found(flow.id()).value()).isEqualTo(changed);
    elapse(Duration.ofMinutes(1));
    assertThat(flows().find(flow.id())).isEmpty();
  }

  @Test
  default void keepsNothingOfAChangeWhereSomeoneElseWasFaster() {
    Flow flow = kept(flow(NOON));
    Versioned<Flow> before = found(flow.id());
    Flow winner = flow.deleted(NOON.plusSeconds(1));
    flows().replace(before, winner, List.of());

    Flow loser = flow.deleted(NOON.plusSeconds(2));
    boolean replaced = flows().replace(before, loser, List.of(told(EventType.FLOW_DELETED, loser)));

    assertThat(replaced).isFalse();
    assertThat(found(flow.id())).isEqualTo(new Versioned<>(winner, 2));
    assertThat(waitingFor(flow.id().value())).isEmpty();
  }

  @Test
  default void keepsNothingOfAChangeToAFlowThatIsNotThere() {
    Flow flow = flow(NOON);

    boolean replaced =
        flows()
            .replace(
                new Versioned<>(flow, 1),
                flow.deleted(NOON),
                List.of(told(EventType.FLOW_DELETED, flow)));

    assertThat(replaced).isFalse();
    assertThat(flows().find(flow.id())).isEmpty();
    assertThat(waitingFor(flow.id().value())).isEmpty();
  }

  @Test
  default void letsExactlyOneOf32ReplaceAVersion() throws InterruptedException {
    Flow flow = kept(flow(NOON));
    Versioned<Flow> before = found(flow.id());
    Flow changed = flow.deleted(NOON.plusSeconds(1));

    List<Boolean> answers =
        Concurrently.times(
            32,
            () -> flows().replace(before, changed, List.of(told(EventType.FLOW_DELETED, changed))));

    assertThat(answers).filteredOn(won -> won).hasSize(1);
    assertThat(waitingFor(flow.id().value())).hasSize(1);
    assertThat(found(flow.id()).version()).isEqualTo(2);
  }

  @Test
  default void listsACustomersPersistentFlowsNewestFirst() {
    CustomerId customer = customer();
    Flow older = kept(flow(customer, "older", NOON));
    Flow newer = kept(flow(customer, "newer", NOON.plus(1, ChronoUnit.MICROS)));
    kept(flow(customer(), "another customer's", NOON));
    Flow temporary = temporary(NOON);
    flows().create(temporary, Optional.of(Duration.ofSeconds(1)), List.of());

    assertThat(flows().list(of(customer), page(10))).containsExactly(newer, older);
    assertThat(flows().list(of(temporary.customer()), page(10))).isEmpty();
  }

  @Test
  default void listsOnlyWhatWasCreatedBeforeThePage() {
    CustomerId customer = customer();
    Flow older = kept(flow(customer, "older", NOON.minus(1, ChronoUnit.MICROS)));
    kept(flow(customer, "at that instant", NOON));

    assertThat(flows().list(of(customer), new Page(NOON, 10))).containsExactly(older);
  }

  @Test
  default void missesNoneAndRepeatsNoneWherePagesMeetAtOneInstant() {
    CustomerId customer = customer();
    Set<FlowId> all = new HashSet<>();
    for (int number = 0; number < 12; number++) {
      // Four at each of three instants, and pages of three.
      all.add(kept(flow(customer, "" + number, NOON.plusSeconds(number / 4))).id());
    }

    List<FlowId> seen = new ArrayList<>();
    Instant before = NOON.plus(Duration.ofDays(1));
    List<Flow> page = flows().list(of(customer), new Page(before, 3));
    while (!page.isEmpty()) {
      page.forEach(flow -> seen.add(flow.id()));
      before = page.getLast().times().created();
      page = flows().list(of(customer), new Page(before, 3));
    }

    assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  default void bringsAlongOnlyThoseOfTheLastOnesInstant() {
    CustomerId customer = customer();
    kept(flow(customer, "older", NOON));
    Flow second = kept(flow(customer, "second", NOON.plusSeconds(1)));
    Flow first = kept(flow(customer, "first", NOON.plusSeconds(2)));

    assertThat(flows().list(of(customer), page(1))).containsExactly(first);
    assertThat(flows().list(of(customer), page(2))).containsExactly(first, second);
  }

  @Test
  default void tellsTextsApartByCaseAndByTrailingSpaces() {
    CustomerId customer = customer();
    Flow capital = kept(flow(customer, "Main", NOON));
    kept(flow(customer, "main", NOON));
    kept(flow(customer, "Main ", NOON));
    kept(flow(customer, "Maìn", NOON));

    assertThat(flows().list(of(customer, FlowKey.NAME, new Wanted.Text("Main")), page(10)))
        .containsExactly(capital);
  }

  @Test
  default void findsTextsThatLookLikeSyntax() {
    CustomerId customer = customer();
    Flow awkward = kept(flow(customer, AWKWARD, NOON));
    kept(flow(customer, "' or 1=1", NOON));

    assertThat(flows().list(of(customer, FlowKey.NAME, new Wanted.Text(AWKWARD)), page(10)))
        .containsExactly(awkward);
  }

  @Test
  default void listsByEachThingThatCanBeAskedFor() {
    CustomerId customer = customer();
    Flow wanted = kept(flow(customer, "wanted", NOON));
    Flow other = flow(customer, "other", NOON.plusSeconds(1));
    kept(
        new Flow(
            other.id(),
            customer,
            "queue",
            new Label("other", "other"),
            true,
            List.of(),
            new Flow.Direct(other.direct().id(), "other"),
            other.onComplete(),
            new Flow.Legacy(8, ""),
            other.times().deletedAt(NOON)));

    Map<FlowKey, Wanted> each =
        Map.of(
            FlowKey.ID, new Wanted.Id(wanted.id().value()),
            FlowKey.TYPE, new Wanted.Text(wanted.type()),
            FlowKey.NAME, new Wanted.Text(wanted.label().name()),
            FlowKey.DETAIL, new Wanted.Text(wanted.label().detail()),
            FlowKey.DIRECT_ID, new Wanted.Id(wanted.direct().id().value()),
            FlowKey.DIRECT_HASH, new Wanted.Text(wanted.direct().hash()),
            FlowKey.ON_COMPLETE_FLOW_ID, new Wanted.Id(wanted.onComplete().value()),
            FlowKey.USER_ID, new Wanted.Whole(wanted.legacy().userId()),
            FlowKey.DELETED, new Wanted.Flag(false));

    each.forEach((key, value) ->
        assertThat(flows().list(of(customer, key, value), page(10)))
            .as(key.wireName())
            .containsExactly(wanted));
  }

  @Test
  default void listsDeletedOnesIfAskedForOrIfNotAskedAtAll() {
    CustomerId customer = customer();
    Flow live = kept(flow(customer, "live", NOON));
    Flow deleted = kept(flow(customer, "deleted", NOON.plusSeconds(1)).deleted(NOON));

    assertThat(flows().list(of(customer), page(10))).containsExactly(deleted, live);
    assertThat(flows().list(of(customer, FlowKey.DELETED, new Wanted.Flag(true)), page(10)))
        .containsExactly(deleted);
  }

  @Test
  default void listsThoseWithoutACustomerToo() {
    Flow nobodys = kept(flow(CustomerId.NONE, UUID.randomUUID().toString(), NOON));

    assertThat(
            flows()
                .list(
                    of(CustomerId.NONE, FlowKey.NAME, new Wanted.Text(nobodys.label().name())),
                    page(10)))
        .containsExactly(nobodys);
  }

  @Test
  default void countsPersistentFlowsThatAreNotDeleted() {
    CustomerId customer = customer();
    kept(flow(customer, "one", NOON));
    kept(flow(customer, "two", NOON));
    kept(flow(customer, "deleted", NOON).deleted(NOON));
    kept(flow(NOON));
    Flow temporary = temporary(NOON);
    flows().create(temporary, Optional.of(Duration.ofHours(1)), List.of());

    assertThat(flows().count(customer)).isEqualTo(2);
    assertThat(flows().count(temporary.customer())).isZero();
  }

  @Test
  default void removesWhatHasExpiredTheOldestFirstAndNoMoreThanAsked() {
    while (flows().removeExpired(1000) > 0) {
      // What others left in the same store.
    }
    List<Flow> expired = List.of(temporary(NOON), temporary(NOON), temporary(NOON));
    for (int number = 0; number < expired.size(); number++) {
      flows().create(expired.get(number), Optional.of(Duration.ofSeconds(1 + number)), List.of());
    }
    Flow live = temporary(NOON);
    flows().create(live, Optional.of(Duration.ofHours(24)), List.of());
    elapse(Duration.ofSeconds(3));

    int first = flows().removeExpired(2);
    int second = flows().removeExpired(2);
    int third = flows().removeExpired(2);

    assertThat(List.of(first, second, third)).containsExactly(2, 1, 0);
    assertThat(flows().find(expired.getLast().id())).isEmpty();
    assertThat(flows().find(live.id())).isPresent();
  }
}
