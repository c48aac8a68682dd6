package io.flowmanager.application.json;

import static java.util.stream.Collectors.joining;

import io.flowmanager.domain.activeflow.ServedRequests;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.Ids;
import io.flowmanager.domain.id.RequestId;
import java.util.Arrays;

/** Served requests as they are stored: their ids, oldest first, with a space between two. */
public final class ServedRequestsText {
  private ServedRequestsText() {}

  public static String write(ServedRequests served) {
    return served.ids().stream().map(RequestId::toString).collect(joining(" "));
  }

  /**
   * The requests in a text.
   *
   * @throws FlowException INVALID_REQUEST if it is damaged
   */
  public static ServedRequests read(String text) {
    if (text.isEmpty()) {
      return ServedRequests.NONE;
    }
    String[] ids = text.split(" ", -1);
    if (ids.length > ServedRequests.IDS_MAX) {
      throw JsonReader.invalid(
          "Expected at most %d served requests, but there are %d"
              .formatted(ServedRequests.IDS_MAX, ids.length));
    }
    return new ServedRequests(Arrays.stream(ids).map(ServedRequestsText::id).toList());
  }

  private static RequestId id(String text) {
    return new RequestId(
        Ids.parse(text)
            .orElseThrow(
                () -> JsonReader.invalid("Expected ids of served requests, but one is no UUID")));
  }
}
