package io.flowmanager.application.port;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The conditions that a list is limited to: all of them have to hold.
 *
 * @param <K> what can be asked for, an enum that names each key and the kind of its values
 */
public record Filter<K extends Enum<K> & Filter.Key>(Map<K, Filter.Wanted> wanted) {

  public Filter {
    wanted = Collections.unmodifiableMap(new LinkedHashMap<>(wanted));
    wanted.forEach((key, value) -> {
      if (!key.kind().isInstance(value)) {
        throw new IllegalArgumentException(
            "Expected a %s for %s, but it is %s"
                .formatted(key.kind().getSimpleName(), key.wireName(), value));
      }
    });
  }

  public static <K extends Enum<K> & Key> Filter<K> none() {
    return new Filter<K>(Map.of());
  }

  /** Something that a list can be asked for. */
  public interface Key {
    String wireName();

    Class<? extends Wanted> kind();
  }

  /** The values that have to be equal. */
  public sealed interface Wanted {
    record Id(UUID value) implements Wanted {}

    record Text(String value) implements Wanted {}

    record Whole(long value) implements Wanted {}

    /** For {@code deleted}: whether it has been deleted. */
    record Flag(boolean value) implements Wanted {}
  }

  /** The members that flows can be asked for. */
  public enum FlowKey implements Key {
    ID("id", Wanted.Id.class),
    CUSTOMER_ID("customer_id", Wanted.Id.class),
    TYPE("type", Wanted.Text.class),
    NAME("name", Wanted.Text.class),
    DETAIL("detail", Wanted.Text.class),
    DIRECT_ID("direct_id", Wanted.Id.class),
    DIRECT_HASH("direct_hash", Wanted.Text.class),
    ON_COMPLETE_FLOW_ID("on_complete_flow_id", Wanted.Id.class),
    /** The owner as the first version's callers know it. */
    USER_ID("user_id", Wanted.Whole.class),
    DELETED("deleted", Wanted.Flag.class);

    private final String wireName;
    private final Class<? extends Wanted> kind;

    FlowKey(String wireName, Class<? extends Wanted> kind) {
      this.wireName = wireName;
      this.kind = kind;
    }

    @Override
    public String wireName() {
      return wireName;
    }

    @Override
    public Class<? extends Wanted> kind() {
      return kind;
    }
  }

  /** The members that activeflows can be asked for. */
  public enum ActiveflowKey implements Key {
    ID("id", Wanted.Id.class),
    CUSTOMER_ID("customer_id", Wanted.Id.class),
    FLOW_ID("flow_id", Wanted.Id.class),
    STATUS("status", Wanted.Text.class),
    REFERENCE_TYPE("reference_type", Wanted.Text.class),
    REFERENCE_ID("reference_id", Wanted.Id.class),
    REFERENCE_ACTIVEFLOW_ID("reference_activeflow_id", Wanted.Id.class),
    ON_COMPLETE_FLOW_ID("on_complete_flow_id", Wanted.Id.class),
    CURRENT_STACK_ID("current_stack_id", Wanted.Id.class),
    FORWARD_STACK_ID("forward_stack_id", Wanted.Id.class),
    FORWARD_ACTION_ID("forward_action_id", Wanted.Id.class),
    WEBHOOK_URI("webhook_uri", Wanted.Text.class),
    WEBHOOK_METHOD("webhook_method", Wanted.Text.class),
    DELETED("deleted", Wanted.Flag.class);

    private final String wireName;
    private final Class<? extends Wanted> kind;

    ActiveflowKey(String wireName, Class<? extends Wanted> kind) {
      this.wireName = wireName;
      this.kind = kind;
    }

    @Override
    public String wireName() {
      return wireName;
    }

    @Override
    public Class<? extends Wanted> kind() {
      return kind;
    }
  }
}
