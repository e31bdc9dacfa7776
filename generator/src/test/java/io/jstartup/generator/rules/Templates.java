package io.jstartup.generator.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of templates against what uses it. */
final class Templates {
  private static final Path FOLDER =
      Path.of("../templates/src/main/resources/io/jstartup/templates");
  private static final Path SOURCES = Path.of("../platforms/src/main/java");
  private static final Pattern NAMED = Pattern.compile("\"([\\w-]+/[\\w.-]+\\.ftl)\"");
  private static final Pattern INCLUDED = Pattern.compile("<#include \"/?([^\"]+)\">");

  private Templates() {}

  /** Each file is named by an init system's class, or included by one that is. */
  static void allAreUsed() throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        NAMED.matcher(Files.readString(file)).results().forEach(it -> used.add(it.group(1)));
      }
    }
    assertFalse(used.isEmpty());
    Set<String> there = new TreeSet<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        there.add(FOLDER.relativize(file).toString());
        used.addAll(included(file));
      }
    }
    there.removeAll(used);
    assertEquals(Set.of(), there);
  }

  private static Set<String> included(Path file) throws IOException {
    Set<String> included = new TreeSet<>();
    Matcher include = INCLUDED.matcher(Files.readString(file));
    while (include.find()) {
      String name = include.group(1);
      String folder = FOLDER.relativize(file.getParent()).toString();
      included.add(name.contains("/") ? name : folder + "/" + name);
    }
    return included;
  }
}
