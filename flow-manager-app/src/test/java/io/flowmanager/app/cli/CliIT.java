package io.flowmanager.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.config.FlowManagerConfig.Read;
import io.flowmanager.app.daemon.Daemon;
import io.flowmanager.application.json.Body;
import io.flowmanager.domain.action.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands, and a daemon that answers them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CliIT {
  private static final String CUSTOMER = "5e4a0680-804e-11ec-8477-2fea5968d85b";
  private static final String ABSENT = "5e4a0680-804e-11ec-8477-2fea5968d85c";
  private static final String ACTIONS =
      "[{\"type\":\"answer\"},{\"type\":\"talk\",\"option\":{\"text\":\"Hello\"}},{\"type\":\"block\"},"
          + "{\"type\":\"hangup\"}]";

  private Daemon daemon;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    FlowManagerConfig config =
        ((Read.Fine) FlowManagerConfig.read(List.of(), Map.of())).config().forDemo(data);
    daemon = Daemon.start(config);
  }

  @AfterAll
  void stop() {
    daemon.close();
  }

  @Test
  void doesWithFlowsWhatFlowControlDid() {
    Typed created = createFlow("hello");

    String flow = created.json().text("id");
    assertThat(created.exit()).isZero();
    assertThat(created.out()).startsWith("{\n  \"id\": \"" + flow + "\"");
    assertThat(run("flow", "get", "--id", flow).out()).isEqualTo(created.out());
    assertThat(run("flow", "list", "--customer-id", CUSTOMER, "--limit", "1000").list())
        .extracting(listed -> Body.of(listed).text("id"))
        .contains(flow);

    String action = Body.of(created.json().list("actions").getFirst()).text("id");
    assertThat(
            run("flow", "action-get", "--flow-id", flow, "--action-id", action).json().text("type"))
        .isEqualTo("answer");
    assertThat(run("flow", "actions", "--id", flow).list()).hasSize(4);

    assertThat(run("flow", "update", "--id", flow, "--name", "bye").json().list("actions"))
        .isEmpty();
    assertThat(
            run("flow", "update-actions", "--id", flow, "--actions", ACTIONS).json().text("name"))
        .isEqualTo("bye");
    assertThat(run("flow", "delete", "--id", flow).json().has("tm_delete")).isTrue();
    assertThat(run("flow", "list", "--customer-id", CUSTOMER).list())
        .extracting(listed -> Body.of(listed).text("id"))
        .doesNotContain(flow);
  }

  @Test
  void takesActionsFromAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("actions.json"), ACTIONS);

    Typed created =
        run("flow", "create", "--customer-id", CUSTOMER, "--name", "x", "--actions", "@" + file);

    assertThat(created.json().list("actions")).hasSize(4);
    assertThat(created.json().text("type")).isEqualTo("flow");
  }

  @Test
  void checksAFileTheSameHereAndThere(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("actions.json"),
            "[{\"type\":\"sleep\",\"option\":{\"duration\":-1}},{\"type\":\"talk\"},{\"id\":5}]");

    Typed there = run("check", "--remote", "--reference-type", "api", file.toString());

    assertThat(there).isEqualTo(run("check", "--reference-type", "api", file.toString()));
    assertThat(there.exit()).isEqualTo(1);
    assertThat(there.out()).contains("\"/0/option/duration\"", "SKIPPED", "WRONG_KIND");
  }

  @Test
  void saysWhatTheDaemonRefusedAndWhy() {
    Typed refused = run("flow", "get", "--id", ABSENT);

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .contains("Execution failed: 404 FLOW_NOT_FOUND: Expected flow " + ABSENT);
  }

  @Test
  void leadsAnActiveflowThroughItsActions() {
    String activeflow = startActiveflow();

    assertThat(run("activeflow", "next", "--id", activeflow).json().text("type"))
        .isEqualTo("answer");
    assertThat(run("activeflow", "next", "--id", activeflow).json().text("type")).isEqualTo("talk");
    assertThat(
            run("activeflow", "push", "--id", activeflow, "--actions", "[{\"type\":\"beep\"}]")
                .exit())
        .isZero();
    assertThat(run("activeflow", "next", "--id", activeflow).json().text("type")).isEqualTo("beep");
    assertThat(run("activeflow", "list", "--customer-id", CUSTOMER, "--status", "running").list())
        .extracting(listed -> Body.of(listed).text("id"))
        .contains(activeflow);
    assertThat(run("activeflow", "stop", "--id", activeflow).json().text("status"))
        .isEqualTo("ended");
    assertThat(run("activeflow", "delete", "--id", activeflow).json().has("tm_delete")).isTrue();
  }

  @Test
  void explainsTheWayOfAnActiveflow() {
    String activeflow = startActiveflow();
    run("activeflow", "next", "--id", activeflow);
    run("activeflow", "next", "--id", activeflow);

    assertThat(run("explain", activeflow).json().objects("steps"))
        .extracting(
            step -> step.integer("step"),
            step -> step.object("action").text("type"),
            step -> step.object("why").text("kind"),
            step -> step.has("tm_reach"))
        .containsExactly(tuple(1L, "answer", "BELOW", true), tuple(2L, "talk", "", true));
    assertThat(run("explain", activeflow, "--table").out())
        .matches("(?s)step  reached at +type +why it went on +option\n.*")
        .containsPattern("\n1     20[-0-9T:.]+Z +answer +went on below\n")
        .containsPattern("\n2     20[-0-9T:.]+Z +talk +\\{\"text\":\"Hello\"}\n")
        .endsWith("; it runs, and stands on the last step\n");

    run("activeflow", "stop", "--id", activeflow);

    assertThat(run("explain", activeflow).json().object("end").text("kind")).isEqualTo("OUTSIDE");
    assertThat(run("explain", ABSENT).err()).contains("404 ACTIVEFLOW_NOT_FOUND");
  }

  @Test
  void explainsByWhichValueItWentAndByWhatItEnded() {
    String talk = "5e4a0680-804e-11ec-8477-2fea5968d85d";
    String byLanguage =
        "{\"type\":\"branch\",\"option\":{\"variable\":\"lang\",\"target_ids\":{\"en\":\"%s\"}}}"
            .formatted(talk);
    String activeflow =
        startActiveflow(
            "[%s,{\"id\":\"%s\",\"type\":\"talk\",\"option\":{\"text\":\"Hello\"}},%s]"
                .formatted(byLanguage, talk, byLanguage),
            "call");
    run("activeflow", "next", "--id", activeflow);
    assertThat(run("activeflow", "next", "--id", activeflow).err()).contains("TARGET_NOT_FOUND");

    Body history = run("explain", activeflow).json();

    assertThat(history.objects("steps").getFirst().object("why").text("words"))
        .isEqualTo("lang is “en”");
    assertThat(history.objects("steps").getFirst().object("why").text("source")).isEqualTo("NOTE");
    assertThat(history.object("end").text("reason")).isEqualTo("TARGET_NOT_FOUND");
    assertThat(run("explain", activeflow, "--table").out())
        .endsWith("; the last step failed: TARGET_NOT_FOUND\n");
  }

  @Test
  void goesWhereItIsForwarded() {
    String activeflow = startActiveflow();
    List<Value> actions = run("activeflow", "get", "--id", activeflow).json().list("actions");

    Typed forwarded =
        run(
            "activeflow",
            "forward",
            "--id",
            activeflow,
            "--action-id",
            Body.of(actions.getLast()).text("id"));

    assertThat(forwarded).isEqualTo(new Typed(0, "", ""));
    assertThat(run("activeflow", "next", "--id", activeflow).json().text("type"))
        .isEqualTo("hangup");
  }

  @Test
  void goesOnAfterABlock() {
    // a call is never blocked
    String activeflow = startActiveflow("[{\"type\":\"block\"}]", "api");

    assertThat(run("activeflow", "execute", "--id", activeflow).exit()).isZero();
    await().untilAsserted(() -> assertThat(currentAction(activeflow)).isEqualTo("block"));
    assertThat(run("activeflow", "continue", "--id", activeflow).exit()).isZero();
    await()
        .untilAsserted(() ->
            assertThat(run("activeflow", "get", "--id", activeflow).json().text("status"))
                .isEqualTo("ended"));
  }

  @Test
  void readsAndChangesVariables() {
    String activeflow = startActiveflow();

    assertThat(run("variable", "set", "--id", activeflow, "name=Jane", "a/b +%=1").exit()).isZero();
    assertThat(run("variable", "set", "--id", activeflow, "greeting=Hello ${name}").exit())
        .isZero();
    assertThat(
            run("variable", "substitute", "--id", activeflow, "${greeting}! ${a/b +%}")
                .json()
                .text("data"))
        .isEqualTo("Hello Jane! 1");
    assertThat(run("variable", "delete", "--id", activeflow, "a/b +%").exit()).isZero();
    assertThat(run("variable", "get", "--id", activeflow).json().texts("variables"))
        .containsEntry("name", "Jane")
        .doesNotContainKey("a/b +%");
    assertThat(run("variable", "get", "--id", activeflow, "--table").out())
        .containsPattern("(?m)^name +Jane$");
  }

  @Test
  void looksAtTheOutboxAndRedrivesIt() {
    createFlow("told of");

    await()
        .untilAsserted(() -> assertThat(run("outbox", "list").json().integer("waiting")).isZero());
    assertThat(run("outbox", "list").json().list("oldest")).isEmpty();
    assertThat(run("outbox", "list", "--table").out()).startsWith("0 waiting\nowner id  version");
    await()
        .untilAsserted(() ->
            assertThat(run("outbox", "redrive", "--older-than", "60").json().integer("count"))
                .isZero());
    assertThat(run("message", "list", "--table").out()).startsWith("0 parked\nid  ");
    assertThat(run("message", "list").json().list("oldest")).isEmpty();
    assertThat(run("message", "drop", "5e4a0680-804e-81ec-8477-2fea5968d85b").err())
        .contains("MESSAGE_NOT_FOUND");
    assertThat(run("outbox", "redrive", "--older-than", "1").err())
        .contains("INVALID_REQUEST: Expected an age of at least 2 s, but it is 1 s");
  }

  @Test
  void sendsAnyRequest() {
    Typed answered = run("rpc", "get", "/v1/flows?page_size=1", "{}");
    Typed unknown = run("rpc", "GET", "/v1/nothing");

    assertThat(answered.exit()).isZero();
    assertThat(answered.json().integer("status_code")).isEqualTo(200);
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.json().integer("status_code")).isEqualTo(404);
    assertThat(unknown.json().object("data").text("reason")).isEqualTo("ROUTE_NOT_FOUND");
  }

  @Test
  void watchesAnActiveflowToItsEnd() {
    String activeflow = startActiveflow();

    CompletableFuture<Typed> watching =
        CompletableFuture.supplyAsync(() -> run("activeflow", "watch", "--id", activeflow));
    run("activeflow", "next", "--id", activeflow);
    run("activeflow", "stop", "--id", activeflow);

    Typed watched = watching.join();
    assertThat(watched.exit()).isZero();
    List<String> lines = new ArrayList<>(watched.out().lines().toList());
    assertThat(lines.getFirst()).startsWith("{\"type\":\"now\",\"data\":{\"id\":\"" + activeflow);
    assertThat(lines.getLast()).contains("\"status\":\"ended\"");
  }

  @Test
  void endsWithThreeWhereNobodyTakesRequests() {
    Typed alone = run("flow", "get", "--id", ABSENT, "-rabbit_queue_listen", "nobody-here");

    assertThat(alone.exit()).isEqualTo(3);
    assertThat(alone.err()).contains("Execution failed: there is no queue nobody-here");
  }

  private String currentAction(String activeflow) {
    return run("activeflow", "get", "--id", activeflow)
        .json()
        .object("current_action")
        .text("type");
  }

  private String startActiveflow() {
    return startActiveflow(ACTIONS, "call");
  }

  private String startActiveflow(String actions, String referenceType) {
    String flow = createFlow("for activeflows", actions).json().text("id");
    Typed started =
        run(
            "activeflow",
            "create",
            "--customer-id",
            CUSTOMER,
            "--flow-id",
            flow,
            "--reference-type",
            referenceType,
            "--reference-id",
            ABSENT,
            "--variable",
            "lang=en");
    assertThat(started.err()).isEmpty();
    return started.json().text("id");
  }

  private Typed createFlow(String name) {
    return createFlow(name, ACTIONS);
  }

  private Typed createFlow(String name, String actions) {
    return run(
        "flow",
        "create",
        "--customer-id",
        CUSTOMER,
        "--name",
        name,
        "--persist",
        "--type",
        "conference", // flows of type flow ask the direct-manager, which nobody plays here
        "--actions",
        actions);
  }

  private Typed run(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("-rabbit_addr=amqp://guest:guest@127.0.0.1:" + daemon.config().rabbit().port());
    return Typed.typed(all.toArray(String[]::new));
  }
}
