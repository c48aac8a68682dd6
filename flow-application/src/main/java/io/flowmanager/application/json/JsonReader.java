package io.flowmanager.application.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Nothing;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON texts, and refuses what is none in words that hold nothing of it. */
final class JsonReader {
  /** For what others send. */
  static final JsonReader STRICT = new JsonReader(ValueJson.NESTING_MAX);

  /** For our own copies, in which what others sent lies some levels deeper. */
  static final JsonReader OWN = new JsonReader(ValueJson.NESTING_MAX + 28);

  private static final int REPLACEMENT = 0xFFFD;

  private final int nestingMax;
  private final JsonFactory factory;

  private JsonReader(int nestingMax) {
    this.nestingMax = nestingMax;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(nestingMax)
                    // Sign, point and exponent come on top of the digits.
                    .maxNumberLength(Numbers.DIGITS_MAX + 100)
                    // How long a text or name may be, whoever limits the whole message decides.
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();
  }

  Value read(byte[] utf8) {
    // What is not UTF-8 becomes U+FFFD here, as in the original.
    try (JsonParser parser =
        factory.createParser(ObjectReadContext.empty(), new String(utf8, UTF_8))) {
      return read(parser);
    }
  }

  private Value read(JsonParser parser) {
    try {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw invalid("Expected JSON, but there is nothing");
      }
      Value value = value(parser, first);
      if (parser.nextToken() != null) {
        throw invalid(
            "Expected one JSON value, but at character %d there is more".formatted(at(parser)));
      }
      return value;
    } catch (StreamConstraintsException tooMuch) {
      throw invalid(
          "Expected JSON of at most %d levels with numbers of at most %d digits, but at character %d it has more"
              .formatted(nestingMax, Numbers.DIGITS_MAX, at(parser)));
    } catch (JacksonException broken) {
      throw invalid("Expected JSON, but at character %d it is none".formatted(at(parser)));
    }
  }

  private static long at(JsonParser parser) {
    return parser.currentLocation().getCharOffset();
  }

  private static Value value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> new Text(wellFormed(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> new Flag(true);
      case VALUE_FALSE -> new Flag(false);
      case VALUE_NULL -> Nothing.NOTHING;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("Expected a value to begin, but it is " + token);
    };
  }

  /** Of several members of one name the last one counts, at the place of the first. */
  private static Members members(JsonParser parser) {
    Map<String, Value> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = wellFormed(parser.currentName());
      members.put(name, value(parser, parser.nextToken()));
    }
    return new Members(members);
  }

  private static Items items(JsonParser parser) {
    List<Value> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(parser, token));
    }
    return new Items(items);
  }

  private static Numeral number(JsonParser parser) {
    try {
      BigDecimal number = new BigDecimal(parser.getString());
      if (number.precision() <= Numbers.DIGITS_MAX) {
        return new Numeral(Numbers.plain(number));
      }
    } catch (NumberFormatException exponentTooLarge) {
      // refused below
    }
    throw invalid(
        "Expected numbers of at most %d digits and an exponent of at most 9, but at character %d there is a longer one"
            .formatted(Numbers.DIGITS_MAX, at(parser)));
  }

  /** The text with U+FFFD for each half of a surrogate pair that has lost its other half. */
  private static String wellFormed(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isSurrogate(text.charAt(at))) {
        return text.codePoints()
            .map(character -> isHalf(character) ? REPLACEMENT : character)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  static FlowException invalid(String message) {
    return new FlowException(Reason.INVALID_REQUEST, message);
  }
}
