package io.flowmanager.app.observe.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Text;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;

/**
 * An object a line, with the members that Google's collector reads: {@code time}, {@code severity},
 * {@code message}; then what was logged along as keys and values, and {@code exception} with its
 * stack trace.
 */
final class JsonLineEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var members = new LinkedHashMap<String, Value>();
    members.put("time", new Text(event.getInstant().toString()));
    members.put("severity", new Text(severity(event.getLevel())));
    members.put("message", new Text(event.getFormattedMessage()));
    members.put("logger", new Text(event.getLoggerName()));
    members.put("thread", new Text(event.getThreadName()));
    event.getMDCPropertyMap().forEach((key, value) -> members.putIfAbsent(key, new Text(value)));
    if (event.getKeyValuePairs() != null) {
      event
          .getKeyValuePairs()
          .forEach(pair -> members.putIfAbsent(pair.key, new Text(String.valueOf(pair.value))));
    }
    if (event.getThrowableProxy() != null) {
      members.put("exception", new Text(ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }
    return (ValueJson.write(new Members(members)) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  /** Google's word for it. */
  private static String severity(Level level) {
    return level.equals(Level.WARN) ? "WARNING" : level.toString();
  }
}
