package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.FLAG;
import static io.flowmanager.domain.type.OptionDescription.Kind.ID;
import static io.flowmanager.domain.type.OptionDescription.Kind.INTEGER;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.id.FlowId;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;
import java.time.Duration;

/**
 * Records the call from now on.
 *
 * @param endOfSilence zero: no silence ends it
 * @param duration zero: as long as the call
 * @param onEnd none: none
 */
record RecordingStart(
    String format,
    Duration endOfSilence,
    String endOfKey,
    Duration duration,
    boolean beepsFirst,
    FlowId onEnd) {

  public static final ActionType<RecordingStart> TYPE =
      ActionType.handedOver("recording_start", Medium.REALTIME, RecordingStart::read)
          .outlined(outline -> outline.of(Category.LISTENS))
          .described(
              "Records the call from now on.",
              option("format", TEXT, "The format of the file.").oneOf("wav", "mp3", "ogg"),
              option("end_of_silence", INTEGER, "How long a silence ends it; 0: none does.")
                  .in("seconds")
                  .from(0)
                  .otherwise("0"),
              option("end_of_key", TEXT, "The digit that ends it.")
                  .oneOf("none", "any", "*", "#")
                  .otherwise("none"),
              option("duration", INTEGER, "How long it may take; 0: as long as the call.")
                  .in("seconds")
                  .from(0)
                  .otherwise("0"),
              option(
                  "beep_start",
                  FLAG,
                  "Whether a tone says that it begins. Not passed on by the call-manager."),
              option("on_end_flow_id", ID, "The flow to run with the recording."));

  private static RecordingStart read(Options options) {
    return new RecordingStart(
        options.text("format"),
        Duration.ofSeconds(options.integer("end_of_silence")),
        options.text("end_of_key"),
        Duration.ofSeconds(options.integer("duration")),
        options.flag("beep_start"),
        options.id("on_end_flow_id", FlowId::new));
  }
}
