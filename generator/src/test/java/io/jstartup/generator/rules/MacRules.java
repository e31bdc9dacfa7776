package io.jstartup.generator.rules;

import static io.jstartup.generator.rules.Hooks.has;
import static io.jstartup.generator.rules.Hooks.hasNot;
import static io.jstartup.generator.rules.Hooks.matchesNowhere;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.rules.Hooks.Rendered;
import io.jstartup.platforms.Command;
import java.util.List;
import java.util.Set;

/** Rules 29 to 35: launchd's property list. */
final class MacRules {
  private static final String LABEL = "io.jstartup.jstartup-www";

  private final Hooks hooks;
  private final Rendered usual;
  private final String plist;

  MacRules(Hooks hooks) {
    this.hooks = hooks;
    usual = hooks.usual("launchd");
    plist = usual.file("/Library/");
  }

  List<Rule> all() {
    return List.of(
        new Rule(29, "the label is the file's name, and what every command means", this::label),
        new Rule(30, "the apps come at boot, whoever logs in", this::boot),
        new Rule(31, "root's file is in root's folder and names the user", this::user),
        new Rule(32, "launchd keeps the process that it started itself", this::keep),
        new Rule(33, "a value is text of the list, and of no shell's", this::text),
        new Rule(34, "no log is in a folder that others can write", this::logs),
        new Rule(35, "today's verbs, with time to stop and the class of a server", this::verbs));
  }

  private void label() {
    assertEquals("/Library/LaunchDaemons/" + LABEL + ".plist", usual.path("/Library/").toString());
    has(plist, "<key>Label</key>\n\t<string>" + LABEL + "</string>");
    launchctl()
        .forEach(
            command ->
                assertTrue(
                    command.argv().stream().anyMatch(word -> word.contains(LABEL)),
                    command.toString()));
  }

  private List<Command> launchctl() {
    return usual.commands().stream()
        .filter(command -> command.argv().get(0).equals("launchctl"))
        .toList();
  }

  private void boot() {
    assertTrue(usual.path("/Library/").startsWith("/Library/LaunchDaemons"));
    has(plist, "<key>RunAtLoad</key>\n\t<true/>");
  }

  private void user() {
    assertFalse(usual.files().keySet().stream().anyMatch(path -> path.startsWith("/home")));
    has(plist, "<key>UserName</key>\n\t<string>www</string>");
  }

  private void keep() throws Exception {
    for (String key : List.of("LaunchOnlyOnce", "OnDemand", "AbandonProcessGroup")) {
      hasNot(plist, key);
    }
    has(plist, "<key>KeepAlive</key>\n\t<dict>\n\t\t<key>SuccessfulExit</key>\n\t\t<false/>");
    has(plist, "<array>\n\t\t<string>/etc/jstartup/jstartup-www</string>\n\t</array>");
    Held.by("generator/KeeperTest#passesAStopOnAndWaitsForItsEnd").run();
  }

  private void text() throws Exception {
    hasNot(plist, "<string>-c</string>");
    String other =
        hooks
            .render("launchd", Hooks.USUAL.withServiceName("a&b<c>\"'"))
            .file("/Library/LaunchDaemons/");
    has(other, "<string>io.jstartup.a&amp;b&lt;c&gt;&quot;&apos;</string>");
    Held.by("generator/PropertyListTest#aReaderOfPropertyListsFindsEveryValueWhole").run();
  }

  private void logs() {
    hasNot(plist, "StandardOutPath");
    hasNot(plist, "StandardErrorPath");
    hooks.all().forEach(hook -> matchesNowhere(hook.everything(), "(^|[^-\\w])/(var/)?tmp\\b"));
  }

  private void verbs() {
    Set<String> verbs = Set.of("enable", "disable", "bootstrap", "bootout", "print", "kickstart");
    launchctl().forEach(it -> assertTrue(verbs.contains(it.argv().get(1)), it.toString()));
    has(plist, "<key>ExitTimeOut</key>\n\t<integer>27</integer>");
    has(plist, "<key>ProcessType</key>\n\t<string>Interactive</string>");
    has(usual.keeper(), "ulimit -S -n 65536");
  }
}
