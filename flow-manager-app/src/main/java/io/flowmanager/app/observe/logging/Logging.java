package io.flowmanager.app.observe.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.flowmanager.app.config.FlowManagerConfig;
import io.flowmanager.app.config.LogFormat;
import io.flowmanager.app.config.LogLevel;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sends the log to stderr. Our own lines come from the level on that was set; those of libraries
 * from WARN on, whatever was set: what they say below that is long, and may hold requests.
 */
public final class Logging extends ContextAwareBase implements Configurator {
  private static final String OURS = "io.flowmanager";

  /** Warns that a MariaDB is an old MySQL. */
  private static final String WRONG_ABOUT_VERSIONS =
      "org.jooq.impl.DefaultExecuteContext.logVersionSupport";

  /** Says at every attempt what is wrong with a certificate; we say it once. */
  private static final String TELLS_EVERY_TIME = "com.rabbitmq.client.impl.SocketFrameHandler";

  /** For logback, which finds it by name and asks it first. */
  public Logging() {}

  /** Until the settings are read: warnings, as text. */
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    set(context, new FlowManagerConfig.Log(LogLevel.WARN, LogFormat.TEXT));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  public static void use(FlowManagerConfig.Log log) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.reset();
      set(context, log);
    }
    // Some libraries know Java's own logging alone, which would write lines of another kind.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static void set(LoggerContext context, FlowManagerConfig.Log log) {
    var stderr = new ConsoleAppender<ILoggingEvent>();
    stderr.setContext(context);
    stderr.setTarget("System.err");
    stderr.setEncoder(encoder(context, log.format()));
    stderr.start();
    Logger all = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    all.setLevel(Level.WARN);
    all.addAppender(stderr);
    context.getLogger(OURS).setLevel(Level.valueOf(log.level().name()));
    context.getLogger(WRONG_ABOUT_VERSIONS).setLevel(Level.ERROR);
    context.getLogger(TELLS_EVERY_TIME).setLevel(Level.OFF);
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
    return switch (format) {
      case TEXT -> started(context, new TextLineEncoder());
      case JSON -> started(context, new JsonLineEncoder());
    };
  }

  private static <E extends Encoder<ILoggingEvent>> E started(LoggerContext context, E encoder) {
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }
}
