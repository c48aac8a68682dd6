package io.flowmanager.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.flowmanager.authoring.check.Code;
import io.flowmanager.authoring.check.Finding;
import io.flowmanager.authoring.check.FlowCheck;
import io.flowmanager.authoring.check.Purpose;
import io.flowmanager.authoring.draw.Drawing;
import io.flowmanager.authoring.explain.History;
import io.flowmanager.authoring.explore.Expedition;
import io.flowmanager.authoring.explore.Exploration;
import io.flowmanager.authoring.explore.Explorer;
import io.flowmanager.authoring.reference.ActionReference;
import io.flowmanager.authoring.rehearse.End;
import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.authoring.rehearse.Performance;
import io.flowmanager.authoring.rehearse.Rehearsal;
import io.flowmanager.authoring.schema.FlowSchema;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.engine.Engine;
import io.flowmanager.domain.engine.Limits;
import io.flowmanager.domain.engine.Moment;
import io.flowmanager.domain.engine.Turn;
import io.flowmanager.domain.id.ActionId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A type that no module of ours knows, which an embedding service brought along by {@link
 * ActionCatalog#with}: everything that looks at flows looks at it as well.
 */
class OwnTypeTest {
  private static final ActionCatalog CATALOG = ActionCatalog.standard().with(Weigh.TYPE);

  private static final ActionId LIGHT = Examples.action(4);
  private static final ActionId MIDDLING = Examples.action(2);
  private static final ActionId HEAVY = Examples.action(6);

  /** A flow that decides three ways, each of which says something and hangs up. */
  private static final List<Action> FLOW =
      Stream.of(
              Stream.of(weighing("{'of': 'parcel', 'light': '%s', 'heavy': '%s'}")),
              spoken(MIDDLING, "Middling."),
              spoken(LIGHT, "Light."),
              spoken(HEAVY, "Heavy."))
          .flatMap(part -> part)
          .toList();

  private static Action weighing(String options) {
    return Examples.action("weigh", options.formatted(LIGHT, HEAVY)).with(Examples.action(1));
  }

  private static Stream<Action> spoken(ActionId id, String text) {
    int number = id.equals(MIDDLING) ? 3 : id.equals(LIGHT) ? 5 : 7;
    return Stream.of(
        Examples.action("talk", "{'text': '%s'}".formatted(text)).with(id),
        Examples.action("hangup", "{}").with(Examples.action(number)));
  }

  private static Performance rehearsed(String weight) {
    return Rehearsal.of(CATALOG, FLOW).with("parcel", weight).play();
  }

  private static List<Code> found(Action... actions) {
    return new FlowCheck(CATALOG)
        .check(List.of(actions), Purpose.ANY).stream().map(Finding::code).toList();
  }

  @Test
  void isChecked() {
    assertThat(new FlowCheck(CATALOG).check(FLOW, Purpose.ANY))
        .extracting(Finding::code)
        .containsOnly(Code.HEARD_BEFORE_ANSWER, Code.VARIABLE_NEVER_SET);
    assertThat(found(weighing("{'of': 'parcel', 'light': 'nowhere'}")))
        .contains(Code.MISSING_OPTION, Code.WRONG_KIND);
    assertThat(found(weighing("{'of': 'parcel', 'light': '%2$s', 'heavy': '%2$s'}")))
        .contains(Code.TARGET_NOT_FOUND);
    assertThat(found(weighing("{'off': 'parcel'}"))).contains(Code.UNKNOWN_OPTION);
  }

  @Test
  void isExploredAllThreeWays() {
    Exploration found = new Explorer(CATALOG).explore(FLOW, Expedition.OUTGOING_CALL);

    assertThat(found.complete()).isTrue();
    assertThat(found.discoveries()).isEmpty();
    assertThat(found.reached()).contains(LIGHT, MIDDLING, HEAVY);
  }

  @Test
  void isRehearsed() {
    rehearsed("1").expectHeard("Light.").expectEnd(End.HUNG_UP);
    rehearsed("5").expectHeard("Middling.");
    rehearsed("9").expectHeard("Heavy.");
  }

  @Test
  void isExplained() {
    assertThat(rehearsed("9").explained())
        .contains("weigh parcel", "parcel weighs 9: on to #6 talk");

    var engine = new Engine(CATALOG, Limits.STANDARD);
    var activeflow = Examples.carrying("parcel", "1", Examples.onCall(FLOW.toArray(Action[]::new)));
    Turn turn =
        engine.next(activeflow, ActionId.START, new Moment(Examples.NOON, Examples.newIds()));
    var after = ((Turn.Settled) turn).activeflow();

    assertThat(History.of(CATALOG, after).entries().getFirst().why())
        .hasValueSatisfying(why -> assertThat(why.words()).isEqualTo("parcel weighs 1"));
  }

  @Test
  void isDrawn() {
    Drawing drawing = Drawing.of(CATALOG, FLOW);

    assertThat(drawing.mermaid()).contains("weigh", "|\"light\"|", "|\"middling\"|", "|\"heavy\"|");
    assertThat(drawing.dot()).contains("shape=hexagon");
    assertThat(drawing.svg()).contains("parcel");
  }

  @Test
  void isInTheSchemaAndInTheReference() {
    assertThat(FlowSchema.of(CATALOG).toString()).contains("option_weigh", "weigh");
    assertThat(new ActionReference(CATALOG).markdown())
        .contains("## weigh", "Weighs something and goes on as it turns out.", "`light`");
  }

  @Test
  void isNotThereForOthers() {
    assertThat(ActionCatalog.standard().type("weigh")).isEmpty();
    assertThatThrownBy(() -> CATALOG.with(Weigh.TYPE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weigh");
  }

  @Test
  void declaresItsExits() {
    assertThat(Weigh.TYPE.outline().exits(FLOW.getFirst().options()))
        .extracting(exit -> exit.name(), exit -> exit.target().getClass().getSimpleName())
        .containsExactly(tuple("light", "To"), tuple("middling", "Place"), tuple("heavy", "To"));
  }
}
