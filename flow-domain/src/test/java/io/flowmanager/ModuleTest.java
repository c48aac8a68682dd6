package io.flowmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.catalog.ActionCatalog;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The module as those see it who put it on a module path. */
class ModuleTest {
  private static final ModuleDescriptor MODULE = module();

  private static ModuleDescriptor module() {
    try {
      Path classes =
          Path.of(ActionCatalog.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return ModuleFinder.of(classes).find("io.flowmanager.domain").orElseThrow().descriptor();
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void needsNothingAtRunTime() {
    assertThat(
            MODULE.requires().stream()
                .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC)))
        .extracting(Requires::name)
        .containsExactly("java.base");
  }

  @Test
  void exportsAllButWhatHelpsItself() {
    Set<String> exported =
        MODULE.exports().stream().map(ModuleDescriptor.Exports::source).collect(Collectors.toSet());
    Set<String> kept =
        MODULE.packages().stream()
            .filter(name -> !exported.contains(name))
            .filter(name -> !name.contains("examples") && !name.equals("io.flowmanager"))
            .collect(Collectors.toSet());

    // the first two have nothing in them but what there is to read
    assertThat(kept)
        .containsExactlyInAnyOrder(
            "io.flowmanager.domain", "io.flowmanager.authoring", "io.flowmanager.domain.text");
  }
}
