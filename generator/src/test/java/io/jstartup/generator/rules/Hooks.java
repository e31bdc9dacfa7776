package io.jstartup.generator.rules;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.render.TemplateRenderer;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.detect.MachineFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The hooks of two users of one machine, on any init system: a usual one and one whose every value breaks a careless script. */
final class Hooks {
  static final BootHook USUAL =
      hook("www", "/home/www", "/home/www/.jstartup", "jstartup-www", "/opt/jstartup/bin/jstartup");
  static final BootHook HOSTILE =
      hook(
          "w\u00e9b-1.x",
          "/srv/100% of \"it\"",
          "/srv/it's a\\b $HOME ${x} $& $1 \\1 `id` ;&|<>()*?[]#~!",
          "jstartup-w_b-1.x-c0ffee00",
          "/opt/my $tools/100%/jstartup");

  /** What init systems look for before they plan. */
  private static final Map<String, String> MACHINE =
      Map.of(
          "usr/sbin/update-rc.d", "",
          "sbin/insserv", "",
          "etc/init.d/rcS", "for i in /etc/init.d/S??*; do",
          "etc/init.d/rcK", "",
          "proc/7/stat", "7 (runsvdir) S 1 7",
          "proc/7/cmdline", "runsvdir\0-P\0/etc/service\0log: ...",
          "proc/1/cmdline", "/usr/bin/s6-svscan\0-t\0000\0/etc/s6/scan");

  private final MachineFacts facts;
  private final TemplateRenderer renderer = new TemplateRenderer();
  private final Map<String, Rendered> rendered = new LinkedHashMap<>();

  /**
   * @param root an empty folder, for a machine's files
   */
  Hooks(Path root) {
    MACHINE.forEach((path, content) -> write(root.resolve(path), content));
    this.facts = new MachineFacts(root, "Linux", Map.of());
  }

  private static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BootHook hook(
      String user, String userHome, String home, String service, String launcher) {
    return new BootHook(
        new Account(user, 1000, 1000, Path.of("/home").resolve(user)),
        Path.of(userHome),
        Path.of(home),
        service,
        Path.of(launcher),
        Path.of("/opt/java 17"),
        "/opt/java 17/bin:/usr/bin",
        !user.equals("www"),
        Duration.ofMillis(6000));
  }

  Rendered usual(String id) {
    return render(id, USUAL);
  }

  Rendered hostile(String id) {
    return render(id, HOSTILE);
  }

  Rendered render(String id, BootHook hook) {
    return rendered.computeIfAbsent(id + " " + hook.serviceName(), key -> renderAnew(id, hook));
  }

  private Rendered renderAnew(String id, BootHook hook) {
    HookPlan plan = InitSystems.named(id).plan(hook, facts, 252);
    Map<Path, String> files = new LinkedHashMap<>();
    plan.files()
        .forEach(
            file ->
                files.put(file.path(), new String(renderer.render(file), StandardCharsets.UTF_8)));
    return new Rendered(plan, files);
  }

  /** Both hooks of every init system. */
  Stream<Rendered> all() {
    return InitSystems.all().stream()
        .map(InitSystem::id)
        .flatMap(id -> Stream.of(usual(id), hostile(id)));
  }

  /** A plan with the text of its files. */
  record Rendered(HookPlan plan, Map<Path, String> files) {
    /** The text of the one file whose path begins like that. */
    String file(String prefix) {
      return files.get(path(prefix));
    }

    Path path(String prefix) {
      List<Path> found =
          files.keySet().stream().filter(path -> path.toString().startsWith(prefix)).toList();
      assertTrue(found.size() == 1, () -> prefix + " of " + files.keySet());
      return found.get(0);
    }

    /** The script that keeps the supervisor running, or is it. */
    String keeper() {
      return files.values().iterator().next();
    }

    /** What its files give to a shell with {@code -c}. */
    List<String> textsForShells() {
      return Pattern.compile("\\bsh -c ('[^']*'|\"[^\"]*\"|\\S+)")
          .matcher(everything())
          .results()
          .map(match -> match.group(1))
          .toList();
    }

    String everything() {
      return String.join("\n", files.values());
    }

    List<Command> commands() {
      List<Command> commands = new ArrayList<>();
      plan.validate().forEach(check -> commands.add(check.command()));
      commands.addAll(plan.reload());
      commands.addAll(plan.enable());
      commands.add(plan.enabled().command());
      commands.addAll(plan.disable());
      commands.addAll(plan.afterRemoval());
      commands.addAll(plan.start());
      commands.add(plan.stop());
      commands.add(plan.active().command());
      return commands;
    }
  }

  static void has(String text, String part) {
    assertTrue(text.contains(part), () -> "no '" + part + "' in:\n" + text);
  }

  static void hasLine(String text, String line) {
    assertTrue(text.lines().anyMatch(line::equals), () -> "no line '" + line + "' in:\n" + text);
  }

  static void hasNot(String text, String part) {
    assertFalse(text.contains(part), () -> "'" + part + "' in:\n" + text);
  }

  /** No line in which the pattern is found. */
  static void matchesNowhere(String text, String pattern) {
    text.lines()
        .forEach(
            line ->
                assertFalse(line.matches(".*(" + pattern + ").*"), () -> pattern + ": " + line));
  }
}
