package io.jstartup.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.io.File;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the layout of the product rests on. */
final class HouseRules {
  static final ArchRule MODULES_FREE_OF_CYCLES =
      slices().matching("io.jstartup.(*)..").should().beFreeOfCycles();

  /** An interface above and its kinds in packages below may know each other; neighbours go one way. */
  static final ArchRule NEIGHBOURS_FREE_OF_CYCLES =
      slices().matching("io.jstartup.(*).(*)..").should().beFreeOfCycles();

  static final ArchRule ONLY_THE_SEAM_OF_PLATFORMS_SERVES_THE_SUPERVISOR =
      noClasses()
          .that()
          .resideInAPackage("io.jstartup.supervisor..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.jstartup.platforms..")
                  .and(not(resideInAnyPackage("io.jstartup.platforms.os.."))))
          .because("the supervisor knows an operating system, not init systems");

  static final ArchRule FREEMARKER = onlyIn("freemarker..", "io.jstartup.generator.render..");
  static final ArchRule JNA = onlyIn("com.sun.jna..", "io.jstartup.platforms.os..");
  static final ArchRule PICOCLI = onlyIn("picocli..", "io.jstartup.cli..");

  static final ArchRule TERMINAL =
      outsideCli()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .accessField(System.class, "in")
          .because("only the cli talks to a terminal");

  static final ArchRule EXIT =
      outsideCli()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class)
          .because("the exit code is decided in one place");

  /** The library stands where the cli stands: at the edge, with a caller's environment of its own to read. */
  static final ArchRule ENVIRONMENT =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.jstartup.cli..", "io.jstartup.client..")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .because("what a class needs from the environment is handed to it");

  static final ArchRule REPLACING_FILES =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.jstartup.io..")
          .should()
          .callMethod(Files.class, "move", Path.class, Path.class, CopyOption[].class)
          .orShould()
          .callMethod(File.class, "renameTo", File.class)
          .because("DurableFile alone replaces files, so that none is ever half written");

  private HouseRules() {}

  /** A module sees those below it and no others. */
  static ArchRule direction(Modules module) {
    return noClasses()
        .that()
        .resideInAnyPackage(module.packages())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(module.unseenPackages());
  }

  private static ArchRule onlyIn(String library, String room) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  private static ClassesShould outsideCli() {
    return noClasses().that().resideOutsideOfPackage("io.jstartup.cli..").should();
  }
}
