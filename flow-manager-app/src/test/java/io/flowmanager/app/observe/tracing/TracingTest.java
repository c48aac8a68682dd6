package io.flowmanager.app.observe.tracing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That nobody pays for it who does not want it. */
class TracingTest {
  @Test
  void isKnownToNoOtherPackageByMoreThanItsName() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.flowmanager.app.observe.tracing")
        .should()
        .dependOnClassesThat(resideInAPackage("io.opentelemetry.."))
        .because("what is loaded from there makes every start slower")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.flowmanager"));
  }

  /** A start without servers, and without a single class of OpenTelemetry's. */
  @Test
  void isNotLoadedWhereNothingIsTraced() throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).getFileName().toString().contains("opentelemetry"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(classPath).contains("logback").doesNotContain("opentelemetry");

    Process start =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "io.flowmanager.app.Main",
                "warm")
            .redirectErrorStream(true)
            .start();

    String said = new String(start.getInputStream().readAllBytes(), UTF_8);

    assertThat(start.waitFor()).as(said).isZero();
  }
}
