package io.flowmanager.redis;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What this package logs from now on. */
final class RedisLog implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.flowmanager.redis");
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          events.add(event);
        }
      };

  RedisLog() {
    appender.start();
    logger.addAppender(appender);
  }

  List<String> warnings() {
    return at(Level.WARN);
  }

  List<String> infos() {
    return at(Level.INFO);
  }

  private List<String> at(Level level) {
    return events.stream()
        .filter(event -> event.getLevel().equals(level))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
