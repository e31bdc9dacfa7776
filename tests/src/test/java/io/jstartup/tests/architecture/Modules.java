package io.jstartup.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;

/** The modules of the product by their packages, and which of them each may see. */
enum Modules {
  MODEL(List.of("io.jstartup.model..", "io.jstartup.io.."), List.of()),
  PLATFORMS(List.of("io.jstartup.platforms.."), List.of(MODEL)),
  DUMP_STORE(List.of("io.jstartup.dump.."), List.of(MODEL)),
  GENERATOR(List.of("io.jstartup.generator.."), List.of(MODEL, PLATFORMS)),
  SUPERVISOR(
      List.of("io.jstartup.supervisor..", "io.jstartup.client.."),
      List.of(MODEL, PLATFORMS, DUMP_STORE)),
  CLI(List.of("io.jstartup.cli.."), List.of(MODEL, PLATFORMS, DUMP_STORE, GENERATOR, SUPERVISOR));

  private final List<String> packages;
  private final List<Modules> seen;

  Modules(List<String> packages, List<Modules> seen) {
    this.packages = packages;
    this.seen = seen;
  }

  /** Its packages as ArchUnit writes them. */
  String[] packages() {
    return packages.toArray(String[]::new);
  }

  /** The packages of ours that it must not see. */
  String[] unseenPackages() {
    return Arrays.stream(values())
        .filter(module -> module != this && !seen.contains(module))
        .flatMap(module -> module.packages.stream())
        .toArray(String[]::new);
  }

  /** All classes of the product, none of its tests. */
  static JavaClasses product() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("io.jstartup");
  }
}
