package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.type.ActionType;

/**
 * Streams the call's audio to and from a server of the author's choice. What is empty its performer
 * chooses.
 */
record ExternalMediaStart(
    String externalHost,
    String encapsulation,
    String transport,
    String transportData,
    String connectionType,
    String format,
    String directionListen,
    String directionSpeak,
    String data) {

  public static final ActionType<ExternalMediaStart> TYPE =
      ActionType.handedOver("external_media_start", Medium.REALTIME, ExternalMediaStart::read)
          .translating(ExternalMediaStart::inTwoDirections)
          .described(
              "Streams the call's audio to and from a server of the author's choice.",
              option("external_host", TEXT, "Where the audio goes: host:port.").mandatory(),
              option("encapsulation", TEXT, "How the audio is wrapped.").otherwise("rtp"),
              option("transport", TEXT, "What carries it.").otherwise("udp"),
              option("transport_data", TEXT, "What the transport needs to know besides."),
              option("connection_type", TEXT, "Who connects to whom.").otherwise("client"),
              option("format", TEXT, "How the audio is encoded.").otherwise("ulaw"),
              option("direction_listen", TEXT, "Whose audio is streamed out: in, out or both."),
              option(
                  "direction_speak",
                  TEXT,
                  "Whom the audio that comes back is played to: in, out or both."),
              option("data", TEXT, "Passed on to the server."),
              option("direction", TEXT, "One word for both directions.")
                  .oneOf("", "both", "in", "out")
                  .ofTheFirstVersion());

  private static Options inTwoDirections(Options options) {
    return switch (options.has("direction") ? options.text("direction") : "") {
      case "both" -> options.otherwise("direction_listen", "both");
      case "in" -> options.otherwise("direction_listen", "in");
      case "out" -> options.otherwise("direction_speak", "out");
      default -> options;
    };
  }

  private static ExternalMediaStart read(Options options) {
    return new ExternalMediaStart(
        options.text("external_host"),
        options.text("encapsulation"),
        options.text("transport"),
        options.text("transport_data"),
        options.text("connection_type"),
        options.text("format"),
        options.text("direction_listen"),
        options.text("direction_speak"),
        options.text("data"));
  }
}
