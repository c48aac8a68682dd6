package io.flowmanager.application.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import io.flowmanager.authoring.check.Code;
import io.flowmanager.authoring.check.Damage;
import io.flowmanager.authoring.check.GoodFlow;
import io.flowmanager.authoring.rehearse.Examples;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.id.Ids;
import io.flowmanager.domain.type.ActionType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema, held against flows by a validator of someone else. */
class FlowSchemaJsonTest {
  /** What one sees who looks at one place at a time, and knows nothing of other ones. */
  private static final Set<Code> SEEN_BY_SCHEMAS =
      EnumSet.of(
          Code.UNKNOWN_TYPE,
          Code.WRONG_KIND,
          Code.MISSING_OPTION,
          Code.NOT_ALLOWED,
          Code.UNKNOWN_COMPARISON,
          Code.OUT_OF_RANGE);

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema SCHEMA =
      REGISTRY.getSchema(FlowSchemaJson.write().toString(), InputFormat.JSON);

  private static List<Error> wrong(Items actions) {
    Members flow = Members.EMPTY.with("name", new Text("front desk")).with("actions", actions);
    return SCHEMA.validate(ValueJson.write(flow).toString(), InputFormat.JSON);
  }

  static Stream<GoodFlow> goodFlows() {
    return GoodFlow.all();
  }

  static Stream<Damage> damagesThatSchemasSee() {
    return GoodFlow.all()
        .flatMap(Damage::to)
        .filter(damage -> SEEN_BY_SCHEMAS.contains(damage.code()));
  }

  static Stream<Damage> otherDamages() {
    return GoodFlow.all()
        .flatMap(Damage::to)
        .filter(damage -> !SEEN_BY_SCHEMAS.contains(damage.code()));
  }

  static Stream<String> types() {
    return ActionCatalog.standard().types().stream()
        .filter(ActionType::isForAuthors)
        .map(ActionType::name);
  }

  @Test
  void isOneOfItsDialect() {
    Schema dialect = REGISTRY.getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));

    assertThat(dialect.validate(FlowSchemaJson.write().toString(), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void allowsEveryExample(String type) {
    assertThat(wrong(new Items(List.of(GoodFlow.written(Examples.ofType(type)))))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("goodFlows")
  void allowsFlowsWithNothingWrong(GoodFlow flow) {
    assertThat(wrong(flow.written())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("damagesThatSchemasSee")
  void refusesDamagedFlows(Damage damage) {
    assertThat(wrong(damage.actions())).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("otherDamages")
  void allowsFlowsOfTheRightShapeWhateverElseIsWrong(Damage damage) {
    assertThat(wrong(damage.actions())).isEmpty();
  }

  @Test
  void refusesAFlowWithoutActions() {
    assertThat(SCHEMA.validate("{\"name\": \"front desk\"}", InputFormat.JSON)).isNotEmpty();
    assertThat(wrong(new Items(List.of()))).isEmpty();
  }

  @Test
  void looksIntoTheActionsOfACallsCallees() {
    Members wrong = Members.EMPTY.with("type", new Text("sleep")).with("option", Members.EMPTY);
    Action call = Examples.ofType("call");
    Options options = call.options().with("actions", new Items(List.of(wrong)));

    assertThat(wrong(new Items(List.of(GoodFlow.written(call.with(options)))))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ac000000-0000-4000-8000-000000000001",
        "AC000000-0000-4000-8000-000000000001",
        "ac000000000040008000000000000001",
        "{ac000000-0000-4000-8000-000000000001}",
        "urn:uuid:ac000000-0000-4000-8000-000000000001",
        "URN:UUID:ac000000000040008000000000000001",
        "ac000000-0000-4000-8000-00000000000",
        "ac0000000000-4000-8000-000000000001",
        "{ac000000-0000-4000-8000-000000000001",
        "urn:ac000000-0000-4000-8000-000000000001",
        " ac000000-0000-4000-8000-000000000001",
        "first"
      })
  void takesIdsInTheFormsTheyAreReadIn(String id) {
    Members hangup = Members.EMPTY.with("type", new Text("hangup")).with("id", new Text(id));

    assertThat(wrong(new Items(List.of(hangup))).isEmpty()).isEqualTo(Ids.parse(id).isPresent());
  }
}
