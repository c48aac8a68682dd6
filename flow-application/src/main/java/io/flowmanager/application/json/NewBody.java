package io.flowmanager.application.json;

import io.flowmanager.domain.action.Address;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * An object that is sent to another service, put together member by member, in the order they are
 * named. For one thread; of no use any more once it is {@link #json}.
 */
public final class NewBody {
  private final JsonWriter json = new JsonWriter();

  public NewBody() {
    json.beginObject();
  }

  public NewBody id(String name, UUID id) {
    json.name(name).id(id);
    return this;
  }

  public NewBody text(String name, String text) {
    json.name(name).text(text);
    return this;
  }

  /** The text, or no such member. */
  public NewBody textUnlessEmpty(String name, String text) {
    json.textUnlessEmpty(name, text);
    return this;
  }

  /** True, or no such member. */
  public NewBody flagIfTrue(String name, boolean flag) {
    if (flag) {
      json.name(name).flag(true);
    }
    return this;
  }

  public NewBody address(String name, Address address) {
    AddressJson.write(json.name(name), address);
    return this;
  }

  /** The address, or null. */
  public NewBody address(String name, Optional<Address> address) {
    json.name(name);
    address.ifPresentOrElse(one -> AddressJson.write(json, one), json::nothing);
    return this;
  }

  /** The addresses, or no such member. */
  public NewBody addressesUnlessEmpty(String name, List<Address> addresses) {
    return addresses.isEmpty() ? this : addressesOrNull(name, addresses);
  }

  /** The addresses, or null where there are none. */
  public NewBody addressesOrNull(String name, List<Address> addresses) {
    return listOrNull(name, addresses, AddressJson::write);
  }

  /** An object for each of them, or null where there are none. */
  public <T> NewBody objectsOrNull(String name, List<T> things, BiConsumer<NewBody, T> members) {
    return listOrNull(
        name,
        things,
        (list, thing) -> {
          var object = new NewBody();
          members.accept(object, thing);
          list.raw(object.json());
        });
  }

  private <T> NewBody listOrNull(String name, List<T> things, BiConsumer<JsonWriter, T> write) {
    json.name(name);
    if (things.isEmpty()) {
      json.nothing();
      return this;
    }
    json.beginList();
    things.forEach(thing -> write.accept(json, thing));
    json.endList();
    return this;
  }

  /** The members that stand already. */
  public NewBody raw(String name, Json value) {
    json.name(name).raw(value);
    return this;
  }

  public Json json() {
    return json.endObject().done();
  }
}
