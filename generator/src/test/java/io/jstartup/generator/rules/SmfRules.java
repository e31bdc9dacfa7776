package io.jstartup.generator.rules;

import static io.jstartup.generator.rules.Hooks.has;
import static io.jstartup.generator.rules.Hooks.hasNot;
import static io.jstartup.generator.rules.Hooks.matchesNowhere;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** Rules 47 to 49: SMF's manifest. */
final class SmfRules {
  private final Hooks hooks;
  private final String manifest;

  SmfRules(Hooks hooks) {
    this.hooks = hooks;
    manifest = hooks.usual("smf").file("/lib/svc/manifest/site/");
  }

  List<Rule> all() {
    return List.of(
        new Rule(47, "the methods run as the user, not as root", this::credential),
        new Rule(48, "nothing is written where others can put a link before", this::folders),
        new Rule(
            49,
            "the stop has the whole budget, and the network's faults stop nothing",
            this::stop));
  }

  private void credential() {
    has(manifest, "<method_credential user=\"www\"/>");
    has(
        hooks.hostile("smf").file("/lib/svc/manifest/site/"),
        "<method_credential user=\"w\u00e9b-1.x\"/>");
  }

  private void folders() {
    hooks
        .all()
        .forEach(
            hook ->
                hook.files()
                    .keySet()
                    .forEach(
                        path ->
                            matchesNowhere(path.toString(), "^/(var/|usr/)?tmp/|^/home/|^/srv/")));
  }

  private void stop() {
    has(manifest, "timeout_seconds=\"27\"");
    hasNot(manifest, "restart_on=\"error\"");
    assertEquals(3, manifest.split("restart_on=\"none\"", -1).length - 1);
  }
}
