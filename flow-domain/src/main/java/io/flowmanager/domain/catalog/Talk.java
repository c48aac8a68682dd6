package io.flowmanager.domain.catalog;

import static io.flowmanager.domain.type.OptionDescription.Kind.FLAG;
import static io.flowmanager.domain.type.OptionDescription.Kind.TEXT;
import static io.flowmanager.domain.type.OptionDescription.option;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.type.ActionType;
import io.flowmanager.domain.type.Category;
import io.flowmanager.domain.type.Interaction;
import io.flowmanager.domain.type.Trait;
import java.time.Duration;

/** Speaks a text to the caller. */
record Talk(
    String text,
    String language,
    String provider,
    String voiceId,
    boolean endsOnDigits,
    boolean async,
    String gender) {

  /** The time that a character takes to be spoken, at about 150 words a minute. */
  private static final Duration A_CHARACTER_SPOKEN = Duration.ofMillis(70);

  public static final ActionType<Talk> TYPE =
      ActionType.handedOver("talk", Medium.REALTIME, Talk::read)
          .being(Trait.IS_HEARD)
          .outlined(outline ->
              outline
                  .of(Category.SPEAKS)
                  .speaking("text")
                  .lasting(Talk::duration)
                  .letting(Talk::interaction))
          .described(
              "Speaks a text to the caller.",
              option("text", TEXT, "What is said: plain text or SSML.").mandatory(),
              option("language", TEXT, "The text's language, as in BCP 47, e.g. en-US."),
              option("provider", TEXT, "Who turns text into speech.").oneOf("", "gcp", "aws"),
              option("voice_id", TEXT, "The provider's name of a voice."),
              option(
                      "digits_handle",
                      TEXT,
                      "What a digit does that is dialled meanwhile: next ends it.")
                  .oneOf("", "next"),
              option("async", FLAG, "Whether the flow goes on while it is spoken."),
              option("gender", TEXT, "What the voice is like.")
                  .oneOf("", "male", "female", "neutral")
                  .ofTheFirstVersion());

  private Duration duration() {
    return async ? Duration.ZERO : A_CHARACTER_SPOKEN.multipliedBy(text.length());
  }

  private static Interaction interaction(Options options) {
    try {
      return read(options).endsOnDigits
          ? Interaction.Simple.A_DIGIT_ENDS_IT
          : Interaction.Simple.NONE;
    } catch (FlowException notReadable) {
      return Interaction.Simple.NONE;
    }
  }

  private static Talk read(Options options) {
    return new Talk(
        options.text("text"),
        options.text("language"),
        options.text("provider"),
        options.text("voice_id"),
        options.text("digits_handle").equals("next"),
        options.flag("async"),
        options.text("gender"));
  }
}
