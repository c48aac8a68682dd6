package io.flowmanager.domain.catalog;

import static io.flowmanager.authoring.rehearse.ActionRehearsal.perform;
import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.newIds;
import static io.flowmanager.authoring.rehearse.Examples.onNothing;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EmptyTest {

  @Test
  void doesNothing() {
    perform(onNothing(action("empty", "{}"))).carriesOn();
  }

  @Test
  void isForServicesOnly() {
    var empty = List.of(action("empty", "{}"));

    assertThatThrownBy(() -> ActionCatalog.standard().accept(empty, newIds()))
        .hasMessage("not supported action type: empty");
  }
}
