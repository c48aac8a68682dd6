package io.flowmanager.mysql.store;

import static io.flowmanager.application.port.PortExamples.NOON;
import static io.flowmanager.mysql.schema.Tables.FLOW_ACTIVEFLOWS;
import static io.flowmanager.mysql.schema.Tables.FLOW_FLOWS;
import static io.flowmanager.mysql.schema.Tables.FLOW_OUTBOX;
import static io.flowmanager.mysql.schema.Tables.FLOW_STEPS;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.port.Outbox;
import io.flowmanager.domain.id.ProcessId;
import io.flowmanager.mysql.TestServer;
import io.flowmanager.mysql.server.DatabaseAddress;
import io.flowmanager.mysql.server.MysqlDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Which index the server takes for each query, with rows enough for it to matter. */
@TestInstance(Lifecycle.PER_CLASS)
class QueryPlanIT {
  private static final int CUSTOMERS = 10;
  private static final int ROWS = 3000;

  /** Rows are about as wide as real ones: narrow ones are read through sooner than any index. */
  private static final String STACKS = "x".repeat(2000);

  private static final String PASSAGE = "x".repeat(700);

  private final DatabaseAddress address = TestServer.emptyDatabase();
  private final MysqlDatabase database = MysqlDatabase.open(address, 2);

  private record Plan(String key, String extra, long rows) {}

  @BeforeAll
  void fill() {
    database.ask(db -> {
      db.batch(
              IntStream.range(0, ROWS)
                  .mapToObj(number ->
                      DSL.insertInto(FLOW_ACTIVEFLOWS)
                          .set(FLOW_ACTIVEFLOWS.ID, UUID.randomUUID())
                          .set(FLOW_ACTIVEFLOWS.CUSTOMER_ID, customer(number % CUSTOMERS))
                          .set(FLOW_ACTIVEFLOWS.FLOW_ID, new UUID(2, number % 100))
                          .set(FLOW_ACTIVEFLOWS.REFERENCE_ID, new UUID(3, number))
                          .set(FLOW_ACTIVEFLOWS.STACK_MAP, STACKS)
                          .set(FLOW_ACTIVEFLOWS.TM_CREATE, NOON.plusSeconds(number)))
                  .toList())
          .execute();
      db.batch(
              IntStream.range(0, ROWS)
                  .mapToObj(number ->
                      DSL.insertInto(FLOW_FLOWS)
                          .set(FLOW_FLOWS.ID, UUID.randomUUID())
                          .set(FLOW_FLOWS.CUSTOMER_ID, customer(number % CUSTOMERS))
                          .set(FLOW_FLOWS.USER_ID, (long) (number % CUSTOMERS))
                          .set(FLOW_FLOWS.PERSIST, number % 3 == 0)
                          .set(FLOW_FLOWS.TM_CREATE, NOON.plusSeconds(number))
                          .set(
                              FLOW_FLOWS.TM_EXPIRE,
                              number % 3 == 0 ? null : NOON.plusSeconds(number)))
                  .toList())
          .execute();
      db.batch(
              IntStream.range(0, ROWS)
                  .mapToObj(number ->
                      DSL.insertInto(FLOW_OUTBOX)
                          .set(FLOW_OUTBOX.OWNER_ID, new UUID(4, number / 5))
                          .set(FLOW_OUTBOX.VERSION, (long) (number % 5))
                          .set(FLOW_OUTBOX.ORDINAL, 0)
                          .set(FLOW_OUTBOX.TYPE, "flow_updated")
                          .set(FLOW_OUTBOX.RESOURCE, PASSAGE)
                          .set(FLOW_OUTBOX.TM_CREATE, NOON.plusSeconds(number)))
                  .toList())
          .execute();
      db.batch(
              IntStream.range(0, ROWS)
                  .mapToObj(number ->
                      DSL.insertInto(FLOW_STEPS)
                          .set(FLOW_STEPS.ACTIVEFLOW_ID, new UUID(5, number / 5))
                          .set(FLOW_STEPS.STEP, number % 5)
                          .set(FLOW_STEPS.ACTION, "{}"))
                  .toList())
          .execute();
      return db.fetch("ANALYZE TABLE flow_flows, flow_activeflows, flow_outbox, flow_steps");
    });
  }

  @AfterAll
  void tidyUp() {
    database.close();
    TestServer.drop(address);
  }

  private static UUID customer(int number) {
    return new UUID(1, number);
  }

  /** The first table's; each of these queries has one. */
  private Plan planOf(Function<DSLContext, Query> query) {
    return plansOf(query).getFirst();
  }

  /** One for each table, in the order they are read. */
  private List<Plan> plansOf(Function<DSLContext, Query> query) {
    return database.ask(db ->
        db.fetch("EXPLAIN " + db.renderInlined(query.apply(db)))
            .map(row ->
                new Plan(
                    String.valueOf(row.get("key")),
                    String.valueOf(row.get("Extra")),
                    row.get("rows", Long.class))));
  }

  private Plan planOfActiveflows(Condition condition) {
    return planOf(db ->
        Rows.newestFirst(
                db,
                MysqlActiveflowStore.LISTED,
                condition.and(FLOW_ACTIVEFLOWS.TM_CREATE.lt(NOON.plusSeconds(ROWS))))
            .limit(101));
  }

  private Plan planOfFlows(Condition condition) {
    return planOf(db ->
        Rows.newestFirst(
                db,
                MysqlFlowRepository.LISTED,
                condition
                    .and(MysqlFlowRepository.persistent())
                    .and(FLOW_FLOWS.TM_CREATE.lt(NOON.plusSeconds(ROWS))))
            .limit(101));
  }

  @Test
  void aCustomersActiveflowsComeFromTheirIndexInItsOrder() {
    Plan plan =
        planOfActiveflows(
            FLOW_ACTIVEFLOWS.CUSTOMER_ID.eq(customer(3)).and(FLOW_ACTIVEFLOWS.TM_DELETE.isNull()));

    assertThat(plan.key()).isEqualTo("idx_flow_activeflows_customer_id");
    assertThat(plan.extra()).doesNotContain("filesort").doesNotContain("temporary");
  }

  @Test
  void aCallsActiveflowsComeFromTheirIndexInItsOrder() {
    Plan plan = planOfActiveflows(FLOW_ACTIVEFLOWS.REFERENCE_ID.eq(new UUID(3, 7)));

    assertThat(plan.key()).isEqualTo("idx_flow_activeflows_reference_id");
    assertThat(plan.extra()).doesNotContain("filesort");
  }

  @Test
  void aFlowsActiveflowsComeFromTheirIndexInItsOrder() {
    Plan plan = planOfActiveflows(FLOW_ACTIVEFLOWS.FLOW_ID.eq(new UUID(2, 7)));

    assertThat(plan.key()).isEqualTo("idx_flow_activeflows_flow_id");
    assertThat(plan.extra()).doesNotContain("filesort");
  }

  @Test
  void allActiveflowsComeFromTheirIndexInItsOrder() {
    Plan plan = planOfActiveflows(DSL.noCondition());

    assertThat(plan.key()).isEqualTo("idx_flow_activeflows_tm_create");
    assertThat(plan.extra()).doesNotContain("filesort");
  }

  @Test
  void abandonedActiveflowsComeFromTheirIndex() {
    Plan plan =
        planOf(db -> MysqlActiveflowStore.takenUpBy(db, List.of(new UUID(9, 9), new UUID(9, 10))));

    assertThat(plan.key()).isEqualTo("idx_flow_activeflows_worker_id");
    assertThat(plan.rows()).isLessThan(ROWS / 10);
  }

  @Test
  void whoIsAtActiveflowsComesFromTheirIndexAlone() {
    Plan plan = planOf(db -> MysqlActiveflowStore.workers(db, new ProcessId(new UUID(9, 9))));

    assertThat(plan.key()).isEqualTo("idx_flow_activeflows_worker_id");
    assertThat(plan.extra()).contains("Using index");
    assertThat(plan.rows()).isLessThan(ROWS / 10);
  }

  @Test
  void whatOfOwnersWaitsFirstComesFromThePrimaryKey() {
    Plan plan = planOf(db -> MysqlOutbox.firstWaiting(db, List.of(new UUID(4, 1), new UUID(4, 2))));

    assertThat(plan.key()).isEqualTo("PRIMARY");
    assertThat(plan.rows()).isLessThan(ROWS / 10);
  }

  @Test
  void aCustomersFlowsComeFromTheirIndexInItsOrder() {
    Plan plan =
        planOfFlows(FLOW_FLOWS.CUSTOMER_ID.eq(customer(3)).and(FLOW_FLOWS.TM_DELETE.isNull()));

    assertThat(plan.key()).isEqualTo("idx_flow_flows_customer_id");
    assertThat(plan.extra()).doesNotContain("filesort");
  }

  @Test
  void aFirstVersionsOwnersFlowsComeFromTheirIndexInItsOrder() {
    Plan plan = planOfFlows(FLOW_FLOWS.USER_ID.eq(3L).and(FLOW_FLOWS.TM_DELETE.isNull()));

    assertThat(plan.key()).isEqualTo("idx_flow_flows_user_id");
    assertThat(plan.extra()).doesNotContain("filesort");
  }

  @Test
  void allFlowsComeFromTheirIndexInItsOrder() {
    Plan plan = planOfFlows(DSL.noCondition());

    assertThat(plan.key()).isEqualTo("idx_flow_flows_tm_create");
    assertThat(plan.extra()).doesNotContain("filesort");
  }

  @Test
  void countingACustomersFlowsReadsTheirIndexAlone() {
    Plan plan =
        planOf(
            db -> db.selectCount().from(FLOW_FLOWS).where(MysqlFlowRepository.liveOf(customer(3))));

    assertThat(plan.key()).isEqualTo("idx_flow_flows_customer_id");
    assertThat(plan.extra()).contains("Using index");
  }

  @Test
  void expiredFlowsAreFoundByTheirIndex() {
    Plan plan = planOf(db -> MysqlFlowRepository.removal(db, 100));

    assertThat(plan.key()).isEqualTo("idx_flow_flows_tm_expire");
    assertThat(plan.rows()).isLessThanOrEqualTo(100);
  }

  @Test
  void theOldestAnnouncementsAreFoundByTheirIndexAlone() {
    Plan plan = planOf(db -> MysqlOutbox.oldest(db, NOON.plusSeconds(ROWS), Duration.ZERO, 256));

    assertThat(plan.key()).isEqualTo("idx_flow_outbox_tm_create");
    assertThat(plan.extra()).contains("Using index").doesNotContain("filesort");
  }

  @Test
  void thoseThatHaveWaitedLongestAreFoundInTheOrderOfTheIndex() {
    Plan plan = planOf(db -> MysqlOutbox.longestWaiting(db, 20));

    assertThat(plan.key()).isEqualTo("idx_flow_outbox_tm_create");
    assertThat(plan.extra()).doesNotContain("filesort");
  }

  @Test
  void announcementsAreForgottenByTheirKeys() {
    List<Outbox.Key> keys =
        IntStream.range(0, 256)
            .mapToObj(number -> new Outbox.Key(new UUID(4, number), 1, 0))
            .toList();

    Plan plan = planOf(db -> MysqlOutbox.removal(keys));

    assertThat(plan.key()).isEqualTo("PRIMARY");
    assertThat(plan.rows()).isLessThanOrEqualTo(2L * keys.size());
  }

  @Test
  void aPagesStepsAreFoundByTheirKeys() {
    List<UUID> ids = IntStream.range(0, 100).mapToObj(number -> new UUID(5, number)).toList();

    List<Plan> plans = plansOf(db -> MysqlActiveflowStore.steps(db, ids));

    assertThat(plans)
        .hasSize(2)
        .allSatisfy(plan -> {
          assertThat(plan.key()).isEqualTo("PRIMARY");
          assertThat(plan.extra()).doesNotContain("filesort", "temporary");
          assertThat(plan.rows()).isLessThan(ROWS / 2);
        });
  }
}
