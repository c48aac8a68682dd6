package io.flowmanager.app;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.flowmanager.app");

  @Test
  void packagesDependOneWay() {
    slices()
        .matching("io.flowmanager.app.(*)..")
        .should()
        .beFreeOfCycles()
        .because("who reads one has to read those below, and no others")
        .check(CLASSES);
  }

  @Test
  void nobodyKnowsTheEntry() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("io.flowmanager.app.(*)..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.flowmanager.app")
        .because("the entry knows all of them")
        .check(CLASSES);
  }
}
