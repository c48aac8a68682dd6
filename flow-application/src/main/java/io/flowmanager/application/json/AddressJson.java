package io.flowmanager.application.json;

import io.flowmanager.domain.action.Address;

/**
 * An address: {@code {"type", "target", "target_name", "name", "detail"}}, without what is empty.
 */
public final class AddressJson {
  private AddressJson() {}

  static void write(JsonWriter json, Address address) {
    json.beginObject()
        .textUnlessEmpty("type", address.type())
        .textUnlessEmpty("target", address.target())
        .textUnlessEmpty("target_name", address.targetName())
        .textUnlessEmpty("name", address.name())
        .textUnlessEmpty("detail", address.detail())
        .endObject();
  }

  /** The address in an object; one without members is {@link Address#NONE}. */
  public static Address read(Body body) {
    return new Address(
        body.text("type"),
        body.text("target"),
        body.text("target_name"),
        body.text("name"),
        body.text("detail"));
  }
}
