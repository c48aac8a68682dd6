package io.flowmanager;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.flowmanager.domain.catalog.ActionCatalog;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that the compiler does not see. Each is also shown something that breaks it. */
class RulesTest {
  static {
    // What the rules ask of classes from elsewhere is their names alone.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
  }

  private static final JavaClasses DOMAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.flowmanager.domain", "io.flowmanager.authoring");

  /** Each package and those it may know; what Java has is looked at by another rule. */
  private static final Map<String, List<String>> MAY_KNOW = mayKnow();

  private static Map<String, List<String>> mayKnow() {
    List<String> language =
        domain(
            "error",
            "id",
            "action",
            "variable",
            "text",
            "flow",
            "activeflow",
            "step",
            "type",
            "catalog");
    List<String> running = with(language, "domain.engine");
    List<String> labelled = with(running, "authoring.label");
    return Map.ofEntries(
        entry("domain.error", List.of()),
        entry("domain.id", List.of()),
        entry("domain.action", domain("error", "id")),
        entry("domain.variable", domain("error", "id", "action")),
        entry("domain.text", domain("action", "variable")),
        entry("domain.flow", domain("error", "id", "action")),
        entry("domain.activeflow", domain("error", "id", "action", "variable")),
        entry("domain.step", domain("error", "id", "action", "variable", "flow", "activeflow")),
        entry("domain.type", without(without(language, "domain.catalog"), "domain.type")),
        entry("domain.catalog", without(language, "domain.catalog")),
        entry("domain.engine", language),
        entry(
            "authoring.graph", domain("id", "action", "variable", "activeflow", "type", "catalog")),
        entry("authoring.check", with(language, "authoring.graph")),
        entry("authoring.explore", with(running, "authoring.graph")),
        entry("authoring.schema", domain("action", "type", "catalog")),
        entry("authoring.reference", domain("action", "type", "catalog")),
        entry("authoring.label", domain("action", "type", "catalog")),
        entry("authoring.explain", without(labelled, "domain.engine")),
        entry(
            "authoring.draw",
            with(
                with(domain("error", "id", "action", "flow", "type", "catalog"), "authoring.label"),
                "authoring.graph")),
        entry("authoring.rehearse", labelled));
  }

  private static List<String> domain(String... packages) {
    return Stream.of(packages).map(name -> "domain." + name).toList();
  }

  private static List<String> with(List<String> packages, String another) {
    return Stream.concat(packages.stream(), Stream.of(another)).toList();
  }

  private static List<String> without(List<String> packages, String one) {
    return packages.stream().filter(name -> !name.equals(one)).toList();
  }

  private static final ArchRule NOTHING_FROM_OUTSIDE =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "io.flowmanager.domain..",
                  "io.flowmanager.authoring..",
                  "java.lang",
                  "java.lang.invoke",
                  "java.lang.runtime",
                  "java.util",
                  "java.util.function",
                  "java.util.regex",
                  "java.util.stream",
                  "java.time",
                  "java.time.format",
                  "java.math",
                  "java.nio.charset",
                  "org.jspecify.annotations")) // not there at run time
          .because("whoever embeds the domain gets nothing else with it, not even a log");

  private static final ArchRule NO_CLOCK =
      noClasses()
          .should()
          .callMethodWhere(
              target(name("now").or(name("systemUTC")).or(name("systemDefaultZone")))
                  .and(target(owner(resideInAPackage("java.time..")))))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .because("time comes in with the Moment, so a test can say what time it is");

  private static final ArchRule NO_DICE =
      noClasses()
          .should()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(
              Random.class,
              SecureRandom.class,
              SplittableRandom.class,
              ThreadLocalRandom.class,
              RandomGenerator.class)
          .because("new ids come in with the Moment, so a test knows them");

  private static final ArchRule NO_MACHINE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              System.class, Thread.class, Runtime.class, ProcessBuilder.class, ThreadLocal.class)
          .because("the same request has the same outcome on any machine and in any thread");

  private static final ArchRule NO_BARE_IDS =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("..step..")
          .should()
          .haveRawType(UUID.class)
          .because("a call's id is not a flow's, and the compiler is to know");

  /** The types of the catalog: classes that have a TYPE. */
  private static final DescribedPredicate<JavaClass> CONCRETE_TYPES =
      DescribedPredicate.describe("types of actions", type -> type.tryGetField("TYPE").isPresent());

  private static final ArchRule TYPES_SPEAK_FOR_THEMSELVES =
      classes()
          .that(CONCRETE_TYPES)
          .should()
          .bePackagePrivate()
          .because("a new type is one file and one line: nobody else can name it");

  private static ArchRule mayKnow(String name) {
    String[] known =
        Stream.concat(Stream.of(name), MAY_KNOW.getOrDefault(name, List.of()).stream())
            .map(other -> "io.flowmanager." + other)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage("io.flowmanager." + name)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(known).or(resideOutsideOfPackage("io.flowmanager..")))
        .because("who reads a package needs to know only those below it");
  }

  private static JavaClasses only(Class<?>... offenders) {
    return new ClassFileImporter().importClasses(offenders);
  }

  private static void isBrokenBy(ArchRule rule, Class<?>... offenders) {
    assertThatThrownBy(() -> rule.check(only(offenders)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("because");
  }

  static Set<String> packages() {
    return MAY_KNOW.keySet();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packagesKnowOnlyThoseBelowThem(String name) {
    mayKnow(name).check(DOMAIN);
  }

  @Test
  void everyPackageHasItsPlace() {
    var found =
        DOMAIN.stream()
            .map(type -> type.getPackageName().replaceFirst("^io\\.flowmanager\\.", ""))
            .filter(name -> !List.of("domain", "authoring").contains(name))
            .collect(Collectors.toSet());

    assertThat(found).isEqualTo(packages());
  }

  @Test
  void aPackageThatKnowsOneAboveItIsFound() {
    assertThatThrownBy(() ->
            mayKnow("domain.step")
                .check(new ClassFileImporter().importPackages("io.flowmanager.domain.step")))
        .hasMessageContaining("KnowsTheEngine");
  }

  @Test
  void noClassOutsideTheCatalogNamesAType() {
    TYPES_SPEAK_FOR_THEMSELVES.check(DOMAIN);
    isBrokenBy(TYPES_SPEAK_FOR_THEMSELVES, Offenders.Waltz.class);
    assertThat(DOMAIN.stream().filter(CONCRETE_TYPES))
        .hasSameSizeAs(ActionCatalog.standard().types());
  }

  @Test
  void nothingComesInFromOutside() {
    NOTHING_FROM_OUTSIDE.check(DOMAIN);
    isBrokenBy(NOTHING_FROM_OUTSIDE, RulesTest.class);
  }

  @Test
  void nobodyLooksAtAClock() {
    NO_CLOCK.check(DOMAIN);
    isBrokenBy(NO_CLOCK, Offenders.LooksAtAClock.class);
  }

  @Test
  void nobodyThrowsDice() {
    NO_DICE.check(DOMAIN);
    isBrokenBy(NO_DICE, Offenders.ThrowsDice.class);
  }

  @Test
  void nobodyLooksAtTheMachine() {
    NO_MACHINE.check(DOMAIN);
    isBrokenBy(NO_MACHINE, Offenders.LooksAtTheMachine.class);
  }

  @Test
  void noRequestHasABareId() {
    NO_BARE_IDS.check(DOMAIN);
    assertThatThrownBy(() ->
            NO_BARE_IDS.check(new ClassFileImporter().importPackages("io.flowmanager.domain.step")))
        .hasMessageContaining("BareId");
  }
}
