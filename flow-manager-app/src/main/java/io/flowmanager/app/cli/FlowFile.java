package io.flowmanager.app.cli;

import static java.util.Objects.requireNonNull;

import io.flowmanager.application.json.Body;
import io.flowmanager.application.json.Json;
import io.flowmanager.application.json.ScenarioJson;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.error.FlowException;
import java.util.List;

/**
 * A file in which an author keeps a flow: an object with {@code actions}, or just their list.
 *
 * @param name as it was typed
 */
record FlowFile(String name, Json json, Value content) {
  FlowFile {
    requireNonNull(name, "name");
    requireNonNull(json, "json");
    requireNonNull(content, "content");
  }

  /**
   * @param name a path; {@code -} for stdin
   */
  static FlowFile read(String name) {
    Json json = Arguments.file(name);
    try {
      return new FlowFile(name, json, flow(name, ValueJson.read(json)));
    } catch (FlowException malformed) {
      throw new InvalidArgumentException("%s: %s".formatted(name, malformed.getMessage()));
    }
  }

  private static Value flow(String name, Value content) {
    boolean isFlow =
        content instanceof Items || (content instanceof Members && Body.of(content).has("actions"));
    if (!isFlow) {
      throw new InvalidArgumentException(
          "%s: Expected an object with actions, or a list of them, but it is %s"
              .formatted(
                  name, content instanceof Members ? "an object without actions" : content.kind()));
    }
    return content;
  }

  /** True if it is nothing but the list. */
  boolean isBare() {
    return content instanceof Items;
  }

  /** The actions as they are written, whatever is wrong with them. */
  Items actions() {
    return content instanceof Items items ? items : new Items(Body.of(content).list("actions"));
  }

  /** The flow's type; empty where the file does not say one. */
  String type() {
    return isBare() ? "" : Body.of(content).text("type");
  }

  /**
   * The actions as they are run, each with an id.
   *
   * @throws FlowException the first thing that is wrong with them
   */
  List<Action> accepted() {
    return ScenarioJson.readFlow(json).actions();
  }
}
