package io.flowmanager.rabbitmq;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class RulesTest {
  @Test
  void packagesDependOneWay() {
    slices()
        .matching("io.flowmanager.rabbitmq.(*)..")
        .should()
        .beFreeOfCycles()
        .because("who reads one has to read those below, and no others")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.flowmanager.rabbitmq"));
  }
}
