package io.flowmanager.application.json;

import static io.flowmanager.domain.error.Reason.INVALID_REQUEST;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.activeflow.Activeflow;
import io.flowmanager.domain.error.FlowException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives, every reader reads it or refuses it: it never fails in another way. */
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class DamagedJsonTest {
  private static final Map<String, Consumer<byte[]>> READERS =
      Map.ofEntries(
          Map.entry("value", ValueJson::read),
          Map.entry("body", utf8 -> Body.of(ValueJson.read(utf8))),
          Map.entry("action", utf8 -> ActionJson.read(ValueJson.read(utf8))),
          Map.entry("actions", utf8 -> ActionJson.readAll(Json.of(utf8))),
          Map.entry("flow", utf8 -> FlowJson.read(Json.of(utf8))),
          Map.entry("stacks", utf8 -> StacksJson.read(Json.of(utf8))),
          Map.entry("variables", utf8 -> VariablesJson.read(Json.of(utf8))),
          Map.entry("stored activeflow", utf8 -> StoredActiveflowJson.read(Json.of(utf8))),
          Map.entry("told", utf8 -> DomainEventsJson.read(Json.of(utf8))),
          Map.entry("request", EnvelopeJson::readRequest),
          Map.entry("answer", EnvelopeJson::readResponse),
          Map.entry("event", EnvelopeJson::readEvent),
          Map.entry("pretty", utf8 -> PrettyJson.indent(Json.of(utf8))));

  static Stream<Arguments> damaged() {
    return READERS.keySet().stream()
        .flatMap(reader ->
            Stream.of(
                    "",
                    " ",
                    "{",
                    "}",
                    "[",
                    "{\"id\"",
                    "{\"id\":",
                    "{\"id\":}",
                    "{id:1}",
                    "{'id':1}",
                    "{\"id\":tru}",
                    "{\"id\":01}",
                    "{\"id\":+1}",
                    "{\"id\":.5}",
                    "{\"id\":NaN}",
                    "{\"id\":1e99999999999}",
                    "{\"id\":\"\\x\"}",
                    "{\"id\":\"\\ud8\"}",
                    "{\"id\":\"line\nfeed\"}",
                    "{\"id\":\"open}",
                    "/* a comment */ {}",
                    "\u0000\u0000\u0000{",
                    "[".repeat(200_000),
                    "{\"a\":".repeat(200_000))
                .map(json -> Arguments.of(reader, json)));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("damaged")
  void isRefused(String reader, String json) {
    assertThatThrownBy(() -> read(reader, json.getBytes(UTF_8)))
        .asInstanceOf(type(FlowException.class))
        .matches(failure -> failure.isFor(INVALID_REQUEST));
  }

  @Property
  @Domain(Any.class)
  void isRefusedOrReadWhereMembersAreOfAnyKind(@ForAll Map<String, Value> members) {
    byte[] json = ValueJson.write(new Members(members)).utf8();

    READERS.keySet().forEach(reader -> readOrBeRefused(reader, json));
  }

  @Property
  @Domain(Any.class)
  @Domain(DomainContext.Global.class)
  void isRefusedOrReadWhereOneByteIsAnother(
      @ForAll Activeflow activeflow,
      @ForAll @LongRange(min = 0) long place,
      @ForAll @IntRange(min = 0, max = 255) int otherByte) {
    byte[] json = StoredActiveflowJson.write(activeflow, 1).utf8();
    json[(int) (place % json.length)] = (byte) otherByte;

    READERS.keySet().forEach(reader -> readOrBeRefused(reader, json));
  }

  @Property
  @Domain(Any.class)
  @Domain(DomainContext.Global.class)
  void isRefusedWhereItIsCutOff(
      @ForAll Activeflow activeflow, @ForAll @LongRange(min = 0) long place) {
    byte[] json = StoredActiveflowJson.write(activeflow, 1).utf8();
    byte[] cut = Arrays.copyOf(json, (int) (place % json.length));

    READERS
        .keySet()
        .forEach(reader ->
            assertThatThrownBy(() -> read(reader, cut)).isInstanceOf(FlowException.class));
  }

  private static void readOrBeRefused(String reader, byte[] json) {
    try {
      read(reader, json);
    } catch (FlowException refused) {
      assertThat(refused.isFor(INVALID_REQUEST)).isTrue();
    }
  }

  private static void read(String reader, byte[] json) {
    READERS.getOrDefault(reader, ignored -> {}).accept(json);
  }
}
