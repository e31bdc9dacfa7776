package io.jstartup.generator.rules;

import static io.jstartup.generator.rules.Hooks.has;
import static io.jstartup.generator.rules.Hooks.hasLine;
import static io.jstartup.generator.rules.Hooks.hasNot;
import static io.jstartup.generator.rules.Hooks.matchesNowhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.rules.Hooks.Rendered;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules 36 to 46: the scripts of the BSDs' rc.d. */
final class BsdRules {
  private static final List<String> ALL = List.of("rcd", "rcd-netbsd", "rcd-openbsd");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern PEXP = Pattern.compile("(?m)^pexp='?(.*?)'?$");

  private final Hooks hooks;
  private final Path folder;
  private final String free;
  private final String open;

  /**
   * @param folder an empty one, to run scripts in
   */
  BsdRules(Hooks hooks, Path folder) {
    this.hooks = hooks;
    this.folder = folder;
    free = hooks.usual("rcd").file("/usr/local/etc/rc.d/");
    open = hooks.usual("rcd-openbsd").file("/etc/rc.d/");
  }

  List<Rule> all() {
    return List.of(
        new Rule(36, "a service's name is one that a variable of sh can have", this::name),
        new Rule(37, "a hook that nobody enabled is off without a warning", this::off),
        new Rule(38, "the user's own home, and no login shell asked for", this::home),
        new Rule(39, "two users' scripts provide two things", this::provide),
        new Rule(
            40,
            "'status' starts nothing, and a second 'start' nothing more",
            Held.by("generator/RcScriptTest#startsOnceSaysSoAndStops")),
        new Rule(41, "no path is quoted twice", this::quoted),
        new Rule(
            42, "OpenBSD's script is for ksh", () -> assertTrue(open.startsWith("#!/bin/ksh\n"))),
        new Rule(43, "OpenBSD's rc.subr runs the daemon in its own way", this::daemon),
        new Rule(44, "no path is taken for granted", this::paths),
        new Rule(45, "a pattern of processes means this hook's alone", this::pattern),
        new Rule(46, "rcctl takes the name, and enabling starts nothing", this::rcctl));
  }

  private void name() {
    for (String id : ALL) {
      String name = script(hooks.hostile(id)).getFileName().toString();
      assertTrue(VARIABLE.matcher(name).matches(), name);
    }
    Rendered hook = hooks.hostile("rcd");
    hasLine(hook.file("/usr/local/"), "name=" + script(hook).getFileName());
  }

  private static Path script(Rendered hook) {
    return hook.files().keySet().stream()
        .filter(path -> path.getParent().endsWith("rc.d"))
        .findFirst()
        .orElseThrow();
  }

  private void off() {
    hasLine(free, ": \"${jstartup_www_enable:=NO}\"");
    hasLine(free, "rcvar=jstartup_www_enable");
  }

  private void home() throws Exception {
    for (String id : ALL) {
      assertEquals(KeeperRun.USER_HOME, KeeperRun.environment(hooks, folder, id).get("HOME"));
      String keeper = hooks.usual(id).keeper();
      matchesNowhere(keeper, "\\bsu\\b");
      has(keeper, "exec chroot -u ");
    }
  }

  private void provide() {
    hasLine(free, "# PROVIDE: jstartup_www");
    hasNot(hooks.hostile("rcd").file("/usr/local/"), "# PROVIDE: jstartup_www\n");
    assertNotEquals(script(hooks.usual("rcd")), script(hooks.hostile("rcd")));
  }

  private void quoted() {
    for (String id : ALL) {
      assertEquals(hooks.usual(id).textsForShells(), hooks.hostile(id).textsForShells());
    }
  }

  private void daemon() {
    hasNot(open, "rcexec");
    hasLine(open, "daemon=/etc/jstartup/jstartup-www");
    hasLine(open, "rc_bg=YES");
    hasLine(open, "rc_cmd \"$1\"");
  }

  private void paths() throws Exception {
    Map<String, String> environment = KeeperRun.environment(hooks, folder, "rcd-openbsd");
    assertEquals(KeeperRun.HOME, environment.get("JSTARTUP_HOME"));
    assertEquals(KeeperRun.JAVA_HOME, environment.get("JSTARTUP_JAVA_HOME"));
  }

  /** As {@code pkill -xf} takes it: it has to match the whole command line. */
  private void pattern() {
    String own = pexp(hooks.usual("rcd-openbsd"));
    String other = pexp(hooks.hostile("rcd-openbsd"));
    assertTrue("/bin/sh /etc/jstartup/jstartup-www".matches(own), own);
    assertTrue("/bin/sh /etc/jstartup/jstartup-w_b-1.x-c0ffee00".matches(other), other);
    assertFalse("/bin/sh /etc/jstartup/jstartup-w_b-1.x-c0ffee00".matches(own), own);
    assertFalse("/bin/sh /etc/jstartup/jstartup-w_b-1-x-c0ffee00".matches(other), other);
  }

  private static String pexp(Rendered hook) {
    Matcher line = PEXP.matcher(hook.file("/etc/rc.d/"));
    assertTrue(line.find());
    return line.group(1);
  }

  private void rcctl() throws Exception {
    Rendered hook = hooks.hostile("rcd-openbsd");
    assertTrue(VARIABLE.matcher(hook.plan().enable().get(0).argv().get(2)).matches());
    hook.plan().enable().forEach(it -> assertEquals("enable", it.argv().get(1), it.toString()));
    Held.by("tests/systemd/SavedListAtBootTest#startsNothingWhenNothingIsSaved").run();
  }
}
