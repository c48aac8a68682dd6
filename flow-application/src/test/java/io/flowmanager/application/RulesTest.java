package io.flowmanager.application;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.flowmanager.application");

  @Test
  void onlyOnePackageKnowsAJsonLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.flowmanager.application.json")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "com.fasterxml..", "com.github.benmanes..")
        .because("a reader has to find the shape of the JSON in one place")
        .check(CLASSES);
  }

  @Test
  void jsonKnowsTheDomainAndNothingElseOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("io.flowmanager.application.json")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.flowmanager..")
                .and(
                    resideOutsideOfPackages(
                        "io.flowmanager.domain..",
                        "io.flowmanager.authoring..",
                        "io.flowmanager.application.json")))
        .because("adapters use it for what is theirs, without the use cases")
        .check(CLASSES);
  }

  @Test
  void packagesDependOneWay() {
    slices()
        .matching("io.flowmanager.application.(*)..")
        .should()
        .beFreeOfCycles()
        .because("who reads one has to read those below, and no others")
        .check(CLASSES);
  }
}
