package io.flowmanager.authoring.check;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.action.Options;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.id.ActionId;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads an action member by member, and leaves out what can't be read. */
record Shape(int index, Pointer at, Findings findings) {

  Action read(Value value) {
    Options whole = new Options(Members.EMPTY.with("action", value));
    Options action = readOr(Options.NONE, at, () -> whole.object("action"));
    return new Action(
        readOr(
            ActionId.NONE,
            at.to(action.nameOf("id")),
            () -> action.optionalId("id", ActionId::new)),
        readOr(
            ActionId.NONE,
            at.to(action.nameOf("next_id")),
            () -> action.optionalId("next_id", ActionId::new)),
        readOr("", at.to(action.nameOf("type")), () -> action.text("type")),
        readOr(Options.NONE, at.to(action.nameOf("option")), () -> action.object("option")),
        Optional.empty());
  }

  private <T> T readOr(T otherwise, Pointer member, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (FlowException unreadable) {
      String message = unreadable.getMessage();
      findings.add(
          Code.WRONG_KIND,
          index,
          member,
          message == null ? "" : message.replace("Expected option ", "Expected "));
      return otherwise;
    }
  }
}
