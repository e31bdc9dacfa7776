package io.jstartup.generator.rules;

import static io.jstartup.generator.rules.Hooks.has;
import static io.jstartup.generator.rules.Hooks.hasLine;
import static io.jstartup.generator.rules.Hooks.hasNot;
import static io.jstartup.generator.rules.Hooks.matchesNowhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rules 1 to 11: systemd's unit, with and without waiting for the network. */
final class SystemdRules {
  private final String usual;
  private final String hostile;

  SystemdRules(Hooks hooks) {
    usual = hooks.usual("systemd").keeper();
    hostile = hooks.hostile("systemd").keeper();
  }

  List<Rule> all() {
    return List.of(
        new Rule(1, "the supervisor is the unit's main process: no fork, no pid file", this::one),
        new Rule(2, "a variable with blanks and quotes is one word", this::two),
        new Rule(3, "a path with blanks, % and $ is one word of a command", this::three),
        new Rule(4, "no resource limit is infinite", this::four),
        new Rule(5, "the unit stops with the whole stop budget of the apps", this::five),
        new Rule(6, "crashes in a row don't use up the unit's starts", this::six),
        new Rule(7, "an app that runs out of memory doesn't take the others along", this::seven),
        new Rule(8, "all apps together don't share the usual cap on tasks", this::eight),
        new Rule(
            9,
            "the service runs from the install on, not from the next boot",
            Held.by("tests/systemd/TakeOverTest#startupBringsTheRunningAppsIntoTheUnit")),
        new Rule(10, "every directive stands in a section that knows it", this::ten),
        new Rule(11, "who waits for the network pulls it in", this::eleven));
  }

  private void one() {
    hasLine(usual, "Type=notify");
    hasNot(usual, "forking");
    hasNot(usual, "PIDFile");
    hasLine(usual, "ExecStart=\"/opt/jstartup/bin/jstartup\" \"daemon\" \"--boot\" \"systemd\"");
  }

  private void two() {
    hasLine(hostile, "Environment=\"PATH=/opt/java 17/bin:/usr/bin\"");
    hasLine(hostile, "Environment=\"HOME=/srv/100%% of \\\"it\\\"\"");
    has(hostile, "Environment=\"JSTARTUP_HOME=/srv/it's a\\\\b $HOME ${x} $& $1 \\\\1 `id`");
  }

  private void three() {
    for (String line : List.of("ExecStart=", "ExecReload=", "ExecStopPost=")) {
      has(hostile, "\n" + line + "\"/opt/my $tools/100%%/jstartup\" ");
    }
  }

  private void four() {
    matchesNowhere(usual, "^Limit.*infinity");
    hasLine(usual, "LimitNOFILE=65536:524288");
  }

  private void five() {
    hasLine(usual, "TimeoutStopSec=11000ms"); // 6 s for the apps, 5 s for the supervisor
  }

  private void six() {
    hasLine(usual, "StartLimitIntervalSec=0");
    hasLine(usual, "RestartSec=100ms");
  }

  private void seven() {
    hasLine(usual, "OOMPolicy=continue");
  }

  private void eight() throws Exception {
    hasLine(usual, "TasksMax=infinity");
    Held.by("tests/systemd/ComesBackTest#theFirstBootRunsThemAsTheShellDid").run();
  }

  private void ten() {
    Map<String, String> sections = sections();
    assertEquals("[Service]", sections.get("Restart"));
    assertEquals("[Service]", sections.get("RestartSec"));
    assertEquals("[Service]", sections.get("TimeoutStopSec"));
    assertEquals("[Unit]", sections.get("StartLimitIntervalSec"));
    assertEquals("[Unit]", sections.get("Wants"));
    assertEquals("[Install]", sections.get("WantedBy"));
  }

  /** Which section each directive stands in. */
  private Map<String, String> sections() {
    Map<String, String> sections = new TreeMap<>();
    String section = "";
    for (String line : hostile.lines().toList()) {
      if (line.startsWith("[")) {
        section = line;
      } else if (line.contains("=") && !line.startsWith("#")) {
        sections.put(line.split("=", 2)[0], section);
      }
    }
    return sections;
  }

  private void eleven() {
    hasLine(hostile, "Wants=network-online.target");
    assertTrue(hostile.lines().anyMatch(it -> it.matches("After=.*network-online.target")));
    hasLine(hostile, "WantedBy=multi-user.target");
    hasNot(usual, "network-online.target");
  }
}
