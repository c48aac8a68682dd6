package io.flowmanager.rabbitmq;

import io.flowmanager.application.event.EventType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was counted, as texts. */
public final class Recorded implements RabbitMeasurements {
  private final List<String> all = new CopyOnWriteArrayList<>();

  public List<String> all() {
    return all;
  }

  @Override
  public void connected(boolean isConnected) {}

  @Override
  public void requestAnswered(String label, String method, Duration took) {
    all.add("answered %s %s".formatted(method, label));
  }

  @Override
  public void asked(String target, String resource, Method method, Duration took) {
    all.add("asked %s %s".formatted(method, resource));
  }

  @Override
  public void answeredLate() {
    all.add("answered late");
  }

  @Override
  public void breakerChanged(String target, BreakerState from, BreakerState to) {
    all.add("breaker from %s to %s".formatted(from.wireName(), to.wireName()));
  }

  @Override
  public void breakerRefused(String target) {
    all.add("breaker refused");
  }

  @Override
  public void eventPublished(EventType type, Duration took) {
    all.add("published " + type.wireName());
  }

  @Override
  public void webhookRequested(EventType type, Duration took) {
    all.add("webhook " + type.wireName());
  }

  @Override
  public void unconfirmed(int count) {}

  @Override
  public void eventHandled(String publisher, String type, Duration took) {
    all.add("handled %s %s".formatted(publisher, type));
  }

  @Override
  public void eventRetried(String queue, int retry) {
    all.add("retry " + retry);
  }

  @Override
  public void eventDropped(String queue) {
    all.add("dropped");
  }

  @Override
  public void messageParked(String queue) {
    all.add("parked");
  }
}
