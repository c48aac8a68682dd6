package io.flowmanager.app.cli;

import static io.flowmanager.app.cli.Arguments.id;
import static io.flowmanager.app.cli.Arguments.required;

import io.flowmanager.domain.action.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** Options that several commands take, each with what it comes to. */
final class CommonOptions {
  private CommonOptions() {}

  static String flowUri(String id) {
    return "/v1/flows/" + id("Flow ID", id);
  }

  static String activeflowUri(String id) {
    return "/v1/activeflows/" + id("Activeflow ID", id);
  }

  /** The flow that a command is about. */
  static final class OneFlow {
    @Option(names = "--id", paramLabel = "ID", description = "The flow. Required.")
    private String id = "";

    String uri() {
      return flowUri(id);
    }
  }

  /** The activeflow that a command is about. */
  static final class OneActiveflow {
    @Option(names = "--id", paramLabel = "ID", description = "The activeflow. Required.")
    private String id = "";

    String uri() {
      return activeflowUri(id);
    }

    String variablesUri() {
      return "/v1/variables/" + id("Activeflow ID", id);
    }
  }

  /** Actions that may be left out; then there are none. */
  static final class PerhapsActions {
    @Option(
        names = "--actions",
        paramLabel = "JSON",
        description = "A list of actions; @FILE reads a file, - stdin.")
    private String json = "";

    Value list() {
      return Arguments.actions(json);
    }
  }

  /** Actions that have to be there. */
  static final class SomeActions {
    @Option(
        names = "--actions",
        paramLabel = "JSON",
        description = "A list of actions; @FILE reads a file, - stdin. Required.")
    private String json = "";

    Value list() {
      return Arguments.actions(required("actions", json));
    }
  }

  /** Which part of a list. */
  static final class Page {
    @Option(
        names = "--limit",
        defaultValue = "100",
        description = "How many at most, up to 1000 (default 100).")
    private int limit;

    @Option(
        names = "--token",
        paramLabel = "TIME",
        description = "Only those created before: the tm_create of the last one seen.")
    private String token = "";

    /** The URI where it is asked for. */
    String of(String list) {
      return "%s?page_size=%d&page_token=%s"
          .formatted(list, limit, URLEncoder.encode(token, StandardCharsets.UTF_8));
    }
  }
}
