package io.jstartup.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The product keeps the house rules; each rule looks at real classes and sees the classes {@code *.broken} that break it. */
final class ArchitectureTest {
  private static final JavaClasses PRODUCT = Modules.product();
  private static final JavaClasses BROKEN =
      new ClassFileImporter()
          .importPackages("io.jstartup")
          .that(JavaClass.Predicates.resideInAPackage("io.jstartup..broken"));

  static Stream<ArchRule> rules() {
    return Stream.concat(
        Stream.of(
            HouseRules.MODULES_FREE_OF_CYCLES,
            HouseRules.NEIGHBOURS_FREE_OF_CYCLES,
            HouseRules.ONLY_THE_SEAM_OF_PLATFORMS_SERVES_THE_SUPERVISOR,
            HouseRules.FREEMARKER,
            HouseRules.JNA,
            HouseRules.PICOCLI,
            HouseRules.TERMINAL,
            HouseRules.EXIT,
            HouseRules.ENVIRONMENT,
            HouseRules.REPLACING_FILES),
        Arrays.stream(Modules.values())
            .filter(module -> module != Modules.CLI)
            .map(HouseRules::direction));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theProductKeeps(ArchRule rule) {
    rule.check(PRODUCT);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void seesTheClassesThatBreak(ArchRule rule) {
    assertTrue(rule.evaluate(BROKEN).hasViolation());
  }

  @ParameterizedTest
  @EnumSource(Modules.class)
  void looksAtClassesOf(Modules module) {
    assertFalse(PRODUCT.that(in(module)).isEmpty());
  }

  private static DescribedPredicate<JavaClass> in(Modules module) {
    return JavaClass.Predicates.resideInAnyPackage(module.packages());
  }
}
