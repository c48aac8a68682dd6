package io.flowmanager.rabbitmq;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** The log of this package from now on, DEBUG and all. */
public final class RabbitLog implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.flowmanager.rabbitmq");
  private final Level before = logger.getLevel();
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          events.add(event);
        }
      };

  public RabbitLog() {
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.DEBUG);
  }

  /** The lines that hold this text, each behind its level. */
  public List<String> linesWith(String text) {
    return events.stream()
        .filter(event -> event.getFormattedMessage().contains(text))
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  @Override
  public void close() {
    logger.setLevel(before);
    logger.detachAppender(appender);
  }
}
