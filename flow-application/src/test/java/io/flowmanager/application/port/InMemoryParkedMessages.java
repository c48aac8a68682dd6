package io.flowmanager.application.port;

import io.flowmanager.domain.id.RequestId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parked messages in memory. */
public final class InMemoryParkedMessages implements ParkedMessages {
  private final InMemoryRedeliveredMessages redelivered;
  private final Map<RequestId, Parked> parked = new LinkedHashMap<>();

  public InMemoryParkedMessages(InMemoryRedeliveredMessages redelivered) {
    this.redelivered = redelivered;
  }

  @Override
  public synchronized void park(Label label, byte[] body) {
    int kept = label.isWhole() ? body.length : BEGINNING_BYTES;
    parked.putIfAbsent(label.id(), new Parked(label, Arrays.copyOf(body, kept)));
    redelivered.forget(label.id());
  }

  @Override
  public synchronized List<Label> oldest(int most) {
    return parked.values().stream()
        .map(Parked::label)
        .sorted(Comparator.comparing(Label::since))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized long size() {
    return parked.size();
  }

  @Override
  public synchronized Optional<Parked> find(RequestId id) {
    return Optional.ofNullable(parked.get(id));
  }

  @Override
  public synchronized boolean remove(RequestId id) {
    return parked.remove(id) != null;
  }
}
