package io.flowmanager.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.bench.CallFlow.Passage;
import io.flowmanager.application.json.ActionJson;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.activeflow.Origin;
import io.flowmanager.domain.activeflow.Reference;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.activeflow.Webhook;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.engine.Engine;
import io.flowmanager.domain.engine.Limits;
import io.flowmanager.domain.engine.Moment;
import io.flowmanager.domain.engine.Turn.Settled;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.id.ActiveflowId;
import io.flowmanager.domain.id.CustomerId;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.id.ReferenceId;
import io.flowmanager.domain.variable.OfferedVariables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallFlowTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final Engine engine = new Engine(ActionCatalog.standard(), Limits.STANDARD);

  /** So the bare worker says what a flow manager would, and sends as many messages. */
  @ParameterizedTest
  @ValueSource(ints = {20, 21, 100, 5000})
  void takesTheSamePassagesWhateverItsLength(int length) {
    var passages = new ArrayList<Passage>();
    Activeflow activeflow = activeflow(length);

    while (!activeflow.isEnded()) {
      ActionId from = activeflow.cursor().action().id();
      var settled = (Settled) engine.next(activeflow, from, new Moment(NOON, UUID::randomUUID));
      activeflow = settled.activeflow();
      passages.add(
          new Passage(
              from.value().toString(),
              settled.answer().id().value().toString(),
              settled.way().orElseThrow().passed().size()));
    }

    assertThat(passages).isEqualTo(CallFlow.PASSAGES);
  }

  private static Activeflow activeflow(int length) {
    var actions = ActionJson.readAll(CallFlow.actions(length));
    assertThat(actions).hasSize(length).doesNotHaveDuplicates();
    return Activeflow.start(
            new ActiveflowId(UUID.randomUUID()),
            new Origin(
                new CustomerId(UUID.randomUUID()),
                new FlowId(UUID.randomUUID()),
                new Reference(ReferenceType.CALL, new ReferenceId(UUID.randomUUID())),
                ActiveflowId.NONE,
                FlowId.NONE,
                Webhook.NONE,
                0,
                false),
            List.copyOf(actions),
            Optional.empty(),
            OfferedVariables.NONE,
            NOON)
        .activeflow();
  }
}
