package io.flowmanager.application.port;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.id.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages that nobody works on any more, until an operator decides: processes ended with them in
 * work. Every method may be called from any thread, and fails with STORE_UNAVAILABLE.
 */
public interface ParkedMessages {
  /**
   * The longest body that is kept; of a longer one its beginning is, of {@link #BEGINNING_BYTES}.
   */
  int BODY_BYTES_MAX = 4 * 1024 * 1024;

  int BEGINNING_BYTES = 64 * 1024;

  /** More of a text that a caller sent is not kept to show it. */
  int TEXT_LENGTH_MAX = 500;

  /**
   * A message, with all that it takes to send it again.
   *
   * @param since when it was parked
   * @param queue where it came from
   * @param method of a request; empty for an event, or where nobody dared to read it
   * @param uri of a request, shortened; of an event its type
   * @param properties AMQP's, by their names there, as texts; and its headers, with {@code
   *     headers.} before their names
   * @param bodyBytes how long the body is
   */
  record Label(
      RequestId id,
      Instant since,
      String queue,
      String method,
      String uri,
      Map<String, String> properties,
      int bodyBytes) {
    public Label {
      requireNonNull(id, "id");
      requireNonNull(since, "since");
      requireNonNull(queue, "queue");
      method = shortened(method);
      uri = shortened(uri);
      properties = Map.copyOf(properties);
    }

    private static String shortened(String text) {
      return text.length() <= TEXT_LENGTH_MAX ? text : text.substring(0, TEXT_LENGTH_MAX);
    }

    /** True if all of its body is kept, so that it can be sent again. */
    public boolean isWhole() {
      return bodyBytes <= BODY_BYTES_MAX;
    }
  }

  /**
   * A label and the body, or its beginning.
   *
   * @param body not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Parked(Label label, byte[] body) {}

  /**
   * Keeps it, and forgets who is at it, in one commit. Again: harmless.
   *
   * @param body all of it
   */
  void park(Label label, byte[] body);

  /** Those that were parked first. */
  List<Label> oldest(int most);

  long size();

  Optional<Parked> find(RequestId id);

  /** Removes it. False: there is none. */
  boolean remove(RequestId id);
}
