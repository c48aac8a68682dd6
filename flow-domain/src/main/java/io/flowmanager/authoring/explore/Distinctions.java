package io.flowmanager.authoring.explore;

import io.flowmanager.domain.action.Action;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.type.Distinction;
import java.util.stream.Stream;

/** All that an action tells apart, as its type declares it. */
final class Distinctions {
  private Distinctions() {}

  static Stream<Distinction> of(ActionCatalog catalog, Action action) {
    return catalog.type(action.type()).stream()
        .flatMap(type -> type.outline().distinctions(action.options()).stream());
  }
}
