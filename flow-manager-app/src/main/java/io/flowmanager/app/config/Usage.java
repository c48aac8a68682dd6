package io.flowmanager.app.config;

import java.util.List;
import java.util.stream.Collectors;

/** The text that {@code -h} prints. */
public final class Usage {
  private static final String INDENT = " ".repeat(8);

  private Usage() {}

  /** The whole of it. */
  public static String text() {
    return """
    Usage of ./flow-manager:
    %s
    Those that came with this flow-manager:
    %s
    A flag may have two dashes, and -x=v is -x v. Where there is no flag, the environment counts,
    and where it says nothing, the file that -config names (name=value lines, by the names here):
    %s

    ./flow-manager demo plays one call with servers of its own, and stops.
    ./flow-manager bench measures how fast it is; ./flow-manager bench -h has its flags.
    ./flow-manager help names the other commands.
    """
        .formatted(block(Setting.SEED), block(Setting.OWN), otherNames());
  }

  private static String block(List<Setting<?>> settings) {
    return settings.stream().map(Usage::entry).collect(Collectors.joining());
  }

  private static String entry(Setting<?> setting) {
    return "  -%s\n%s%s%s\n"
        .formatted(
            setting.needsNoValue() ? setting.flag() : setting.flag() + " " + setting.type(),
            INDENT,
            setting.meaning(),
            standard(setting));
  }

  private static String standard(Setting<?> setting) {
    if (setting.standard().isEmpty() || setting.needsNoValue()) {
      return "";
    }
    return setting.type().equals("string")
        ? " (default \"%s\")".formatted(setting.standard())
        : " (default %s)".formatted(setting.standard());
  }

  private static String otherNames() {
    return Setting.all()
        .map(setting -> "  %-26s -%s".formatted(setting.variable(), names(setting)))
        .collect(Collectors.joining("\n"));
  }

  private static String names(Setting<?> setting) {
    return setting.flag().equals(setting.newerFlag())
        ? setting.flag()
        : setting.flag() + ", -" + setting.newerFlag();
  }
}
