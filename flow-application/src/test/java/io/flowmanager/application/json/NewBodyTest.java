package io.flowmanager.application.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Address;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NewBodyTest {
  private static final UUID ID = UUID.fromString("5e4a0680-804e-11ec-8477-2fea5968d85b");
  private static final Address FULL = new Address("tel", "+1", "T", "N", "D");

  @Test
  void namesMembersInTheOrderTheyAreGiven() {
    var body =
        new NewBody().text("b", "x").id("a", ID).flagIfTrue("c", true).raw("d", Json.of("[1.50]"));

    assertThat(body.json())
        .hasToString(
            "{\"b\":\"x\",\"a\":\"5e4a0680-804e-11ec-8477-2fea5968d85b\",\"c\":true,\"d\":[1.50]}");
  }

  @Test
  void writesAnAddressWithoutWhatIsEmptyAndReadsItAgain() {
    Json written = new NewBody().address("full", FULL).address("empty", Address.NONE).json();

    assertThat(written)
        .hasToString(
            "{\"full\":{\"type\":\"tel\",\"target\":\"+1\",\"target_name\":\"T\","
                + "\"name\":\"N\",\"detail\":\"D\"},\"empty\":{}}");
    Body read = Body.of(ValueJson.read(written));
    assertThat(AddressJson.read(read.object("full"))).isEqualTo(FULL);
    assertThat(AddressJson.read(read.object("empty"))).isEqualTo(Address.NONE);
  }

  @Test
  void leavesOutWhatIsEmptyWhereItIsToldTo() {
    var body =
        new NewBody()
            .textUnlessEmpty("a", "")
            .flagIfTrue("b", false)
            .addressesUnlessEmpty("c", List.of());

    assertThat(body.json()).hasToString("{}");
  }

  @Test
  void writesNullForWhatIsNotThereWhereItIsToldTo() {
    var body =
        new NewBody()
            .address("a", Optional.empty())
            .addressesOrNull("b", List.of())
            .<String>objectsOrNull("c", List.of(), (object, text) -> object.text("text", text));

    assertThat(body.json()).hasToString("{\"a\":null,\"b\":null,\"c\":null}");
  }

  @Test
  void writesListsOfAddressesAndOfObjects() {
    var body =
        new NewBody()
            .addressesUnlessEmpty("a", List.of(Address.of("tel", "+1"), Address.NONE))
            .objectsOrNull("b", List.of("x", "y"), (object, text) -> object.text("text", text));

    assertThat(body.json())
        .hasToString(
            "{\"a\":[{\"type\":\"tel\",\"target\":\"+1\"},{}],"
                + "\"b\":[{\"text\":\"x\"},{\"text\":\"y\"}]}");
  }
}
