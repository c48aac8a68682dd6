package io.flowmanager.app.observe.logging;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.activeflow.Activeflow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.MDC;

/**
 * The fields of a thread's log lines, besides what they say: ids, and nothing of what is in a
 * request. Every thread is one request's, one event's or one piece of background work's at a time.
 */
public final class LogFields {
  static final String REQUEST = "request_id";
  static final String METHOD = "method";
  static final String ROUTE = "route";
  static final String PUBLISHER = "publisher";
  static final String EVENT = "event_type";
  static final String BACKGROUND = "background";
  static final String ACTIVEFLOW = "activeflow_id";
  static final String FLOW = "flow_id";
  static final String CUSTOMER = "customer_id";
  static final String REFERENCE_TYPE = "reference_type";
  static final String REFERENCE = "reference_id";
  static final String ACTION = "action_id";
  static final String ACTION_TYPE = "action_type";

  /** The trace of the request. */
  private static final String TRACE = "trace_id";

  /** Those that name something; none of them is in the words of a caller. */
  private static final List<String> IDS =
      List.of(REQUEST, ACTIVEFLOW, FLOW, CUSTOMER, REFERENCE_TYPE, REFERENCE, ACTION, ACTION_TYPE);

  /** Ids that others make are no longer. */
  private static final int LENGTH_MAX = 100;

  private static final UUID NONE = new UUID(0, 0);

  private LogFields() {}

  /** From now on this thread works on something else. */
  public static void begin() {
    MDC.clear();
  }

  /** The work of this thread is part of this trace. */
  public static void trace(String id) {
    put(TRACE, id);
  }

  /** The ids of what this thread works on, by their names, as far as they are known. */
  public static Map<String, String> ids() {
    var known = new HashMap<String, String>();
    IDS.forEach(name -> Optional.ofNullable(MDC.get(name)).ifPresent(id -> known.put(name, id)));
    return known;
  }

  /** Says more, unless it is empty. */
  static void put(String name, String value) {
    if (!value.isEmpty()) {
      MDC.put(name, value.length() <= LENGTH_MAX ? value : value.substring(0, LENGTH_MAX) + "…");
    }
  }

  static void put(String name, UUID id) {
    if (!id.equals(NONE)) {
      MDC.put(name, id.toString());
    }
  }

  /**
   * Work is about this activeflow. A request stays about its own, whatever follows from it;
   * anything else is about the one it comes to.
   */
  static void about(Activeflow activeflow) {
    String id = activeflow.id().value().toString();
    String named = Optional.ofNullable(MDC.get(ACTIVEFLOW)).orElse(id);
    boolean mayTurn = MDC.get(ROUTE) == null || MDC.get(BACKGROUND) != null;
    if (!named.equals(id) && !mayTurn) {
      return;
    }
    MDC.put(ACTIVEFLOW, id);
    put(FLOW, activeflow.origin().flow().value());
    put(CUSTOMER, activeflow.origin().customer().value());
    put(REFERENCE_TYPE, activeflow.origin().reference().type().wireName());
    put(REFERENCE, activeflow.origin().reference().id().value());
    put(ACTION, activeflow.cursor().action().id().value());
    put(ACTION_TYPE, activeflow.cursor().action().type());
  }

  /** The same work with what this thread works on now, for another thread. */
  public static Runnable inBackground(Runnable work) {
    Map<String, String> fields = Optional.ofNullable(MDC.getCopyOfContextMap()).orElseGet(Map::of);
    requireNonNull(work, "work");
    return () -> {
      MDC.setContextMap(fields);
      MDC.put(BACKGROUND, "true");
      work.run();
    };
  }
}
