package io.jstartup.generator.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of templates against what the hooks use of it. */
final class Templates {
  private static final Path FOLDER =
      Path.of("../templates/src/main/resources/io/jstartup/templates");
  private static final Pattern INCLUDED = Pattern.compile("<#include \"/?([^\"]+)\">");

  private final Hooks hooks;

  Templates(Hooks hooks) {
    this.hooks = hooks;
  }

  /** Of hooks: other folders of an init system's own may have templates for other uses. */
  void allAreUsed() throws IOException {
    Set<String> used = new TreeSet<>();
    hooks.all().forEach(hook -> hook.plan().files().forEach(file -> used.add(file.template())));
    Set<String> there = new TreeSet<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        there.add(FOLDER.relativize(file).toString());
        used.addAll(included(file));
      }
    }
    there.removeIf(name -> name.startsWith("native") || name.contains("/native"));
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
