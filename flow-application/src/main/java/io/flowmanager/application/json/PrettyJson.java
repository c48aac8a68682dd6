package io.flowmanager.application.json;

import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.error.FlowException;
import java.util.Iterator;
import java.util.Map;

/** JSON for people. */
public final class PrettyJson {
  private static final String STEP = "  ";

  private PrettyJson() {}

  /**
   * The same with a line for each member and item, two spaces further in than what it is in; no
   * line feed at the end.
   *
   * @throws FlowException INVALID_REQUEST if it is no JSON
   */
  public static String indent(Json json) {
    var text = new StringBuilder(2 * json.length());
    write(text, JsonReader.OWN.read(json.utf8()), "\n");
    return text.toString();
  }

  /**
   * @param line what begins a line that is as far in as this value
   */
  private static void write(StringBuilder text, Value value, String line) {
    switch (value) {
      case Members members when !members.values().isEmpty() -> write(text, members, line);
      case Items items when !items.values().isEmpty() -> write(text, items, line);
      case Members none -> text.append("{}");
      case Items none -> text.append("[]");
      case Text scalar -> text.append(ValueJson.write(scalar));
      case Numeral scalar -> text.append(ValueJson.write(scalar));
      case Flag scalar -> text.append(ValueJson.write(scalar));
      case Nothing scalar -> text.append(ValueJson.write(scalar));
    }
  }

  private static void write(StringBuilder text, Members members, String line) {
    text.append('{');
    Iterator<Map.Entry<String, Value>> rest = members.values().entrySet().iterator();
    while (rest.hasNext()) {
      Map.Entry<String, Value> member = rest.next();
      text.append(line + STEP).append(ValueJson.write(new Text(member.getKey()))).append(": ");
      write(text, member.getValue(), line + STEP);
      text.append(rest.hasNext() ? "," : line);
    }
    text.append('}');
  }

  private static void write(StringBuilder text, Items items, String line) {
    text.append('[');
    Iterator<Value> rest = items.values().iterator();
    while (rest.hasNext()) {
      text.append(line + STEP);
      write(text, rest.next(), line + STEP);
      text.append(rest.hasNext() ? "," : line);
    }
    text.append(']');
  }
}
