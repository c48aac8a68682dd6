package io.flowmanager.app.observe.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.event.KeyValuePair;

/**
 * A line for people: the local time, the level, what is said, then what was logged along as keys
 * and values; stack traces on lines of their own. What requests hold is {@link PrintableText}, so
 * nobody who sends one can write lines of our log, or to the terminal that shows it.
 */
final class TextLineEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String line =
        "%s %-5s %s%s\n%s"
            .formatted(
                TIME.format(event.getInstant()),
                event.getLevel(),
                PrintableText.of(event.getFormattedMessage()),
                along(event),
                Optional.ofNullable(event.getThrowableProxy())
                    .map(failure -> ThrowableProxyUtil.asString(new Printable(failure)))
                    .orElse(""));
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private static String along(ILoggingEvent event) {
    List<KeyValuePair> pairs = Optional.ofNullable(event.getKeyValuePairs()).orElseGet(List::of);
    return pairs.stream()
        .map(pair -> " " + pair.key + "=\"" + PrintableText.of(String.valueOf(pair.value)) + '"')
        .collect(Collectors.joining());
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  /** A failure whose messages, and those of all that led to it, are printable. */
  private record Printable(IThrowableProxy failure) implements IThrowableProxy {
    @Override
    public String getMessage() {
      return printable(failure.getMessage());
    }

    @Override
    public String getOverridingMessage() {
      return printable(failure.getOverridingMessage());
    }

    /** Null stays null: for logback it means that there is none. */
    @SuppressWarnings("NullAway")
    private static String printable(String message) {
      return message == null ? null : PrintableText.of(message);
    }

    @Override
    public String getClassName() {
      return failure.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
      return failure.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
      return failure.getCommonFrames();
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public IThrowableProxy getCause() {
      return failure.getCause() == null ? null : new Printable(failure.getCause());
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
      return Arrays.stream(failure.getSuppressed())
          .map(Printable::new)
          .toArray(IThrowableProxy[]::new);
    }

    @Override
    public boolean isCyclic() {
      return failure.isCyclic();
    }
  }
}
