package io.jstartup.tests.fidelity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.InitMachine;
import io.jstartup.tests.rig.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Generated apps of one user on a machine, and what their processes recorded. {@code -Djstartup.fidelity.seed=N} makes others. */
public final class RoundTrip {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int SIGCONT = 18;
  private static final int MANY = 20;
  private static final long SEED = Long.getLong("jstartup.fidelity.seed", 2026);

  private final InitMachine machine;
  private final Home home;
  private final HomeCommands commands;
  private final String folder;
  private final Records records;
  private final int usualNice;
  private final List<Specification> apps;
  private final List<Refused> refused;
  private Map<Integer, String> identifiers = Map.of();
  private boolean services;

  private RoundTrip(
      InitMachine machine,
      Home home,
      String label,
      int count,
      UnaryOperator<Specification> change) {
    this.machine = machine;
    this.home = home;
    this.commands = new HomeCommands(machine, home);
    this.folder = "/home/fidelity-" + home.user() + suffix(home);
    this.records = new Records(machine, folder + "/records");
    this.usualNice = Integer.parseInt(machine.root("nice").expect(0).stdout().strip());
    long seed = SEED * 31 + (label + home.user()).hashCode();
    this.apps =
        Specifications.generate(folder, identities(), usualNice, seed, count).stream()
            .map(change)
            .toList();
    this.refused = Refused.generate(apps, seed);
  }

  /** Another home of the same user has a folder of its own. */
  private static String suffix(Home home) {
    return home.jstartup().equals(home.folder() + "/.jstartup")
        ? ""
        : "-" + Integer.toHexString(home.jstartup().hashCode());
  }

  private List<Identity> identities() {
    return home.user().equals("root")
        ? Identity.ofOthers(machine)
        : List.of(Identity.own(machine, home.user()));
  }

  /** How many are asked for in all: so many, unless {@code -Djstartup.fidelity.specs=N} says otherwise. */
  public static int count(int usual) {
    return Integer.getInteger("jstartup.fidelity.specs", usual);
  }

  /**
   * Makes that many apps and what they need on the machine, where jstartup is in {@code /opt/jstartup} and the user there.
   *
   * @param label of the machine: another one makes other apps
   */
  public static RoundTrip prepare(InitMachine machine, String label, Home home, int count) {
    return prepare(machine, label, home, count, UnaryOperator.identity());
  }

  /** The same, but most of them have nothing that a unit of systemd can't carry. */
  public static RoundTrip prepareTamed(InitMachine machine, String label, Home home, int count) {
    return prepare(machine, label, home, count, new Tamed()::changed);
  }

  /** The same, each of them changed. */
  static RoundTrip prepare(
      InitMachine machine,
      String label,
      Home home,
      int count,
      UnaryOperator<Specification> change) {
    System.out.println(
        label + ", " + home.user() + ": " + count + " apps of -Djstartup.fidelity.seed=" + SEED);
    RoundTrip roundTrip = new RoundTrip(machine, home, label, count, change);
    roundTrip.makeFolders();
    return roundTrip;
  }

  private void makeFolders() {
    machine.rootShell("mkdir -p " + folder + "/records " + folder + "/programs").expect(0);
    machine.rootShell("chmod 777 " + folder + "/records").expect(0);
    run(List.of("mkdir", "-p"), apps.stream().map(Specification::cwd));
    machine.write(folder + "/recorder", Recorder.compiled(), "root", 0755);
    String link = "for program; do ln " + folder + "/recorder \"$program\"; done";
    run(List.of("sh", "-euc", link, "sh"), apps.stream().map(Specification::program));
    machine.write(folder + "/programs/script", new byte[0], "root", 0644);
  }

  private void run(List<String> command, Stream<String> words) {
    machine
        .root(Stream.concat(command.stream(), words.distinct()).toArray(String[]::new))
        .expect(0);
  }

  private String processFile(String name, List<Map<String, Object>> entries) {
    String path = folder + "/" + name;
    machine.write(path, Json.compact(Map.of("apps", entries)), home.user(), 0600);
    return path;
  }

  /** Asks for apps that can't be had, with others that could: each is named, and nothing is written or started. */
  public void assertRefused() {
    for (boolean byForm : List.of(true, false)) {
      List<Refused> bad = refused.stream().filter(it -> it.byForm() == byForm).toList();
      List<Map<String, Object>> entries = new ArrayList<>(List.of(apps.get(0).entry()));
      bad.forEach(it -> entries.add(it.entry()));
      String before = files();
      Output output = commands.run("start", processFile("refused.json", entries)).expect(1);
      for (Refused it : bad) {
        assertTrue(output.stderr().contains(it.said()), () -> it + ": " + output);
      }
      assertEquals(before, files());
      assertEquals(Map.of(), records.starts());
    }
  }

  private String files() {
    return machine
        .root("find", home.jstartup(), "-type", "f", "-exec", "sha256sum", "{}", "+")
        .stdout();
  }

  /** Asks for them all, waits until each has recorded its start, and saves the list. */
  public void startAndSave() {
    commands
        .run("start", processFile("apps.json", apps.stream().map(Specification::entry).toList()))
        .expect(0);
    identifiers = awaitStarted();
    commands.run("save").expect(0);
  }

  /** Has all of them made services, by root; what the report says. */
  Object installNative() {
    Output installed = commands.asRoot("native", "install", "--json").expect(0);
    services = true;
    return Json.parse(installed.stdout());
  }

  /** By that report: few of those that were {@link #prepareTamed} have a runner. */
  public static void assertMostAreUnits(Object installed) {
    List<?> all = (List<?>) ((Map<?, ?>) installed).get("services");
    long runners = all.stream().filter(it -> !"".equals(((Map<?, ?>) it).get("runner"))).count();
    assertTrue(runners > 0 && runners * 5 < all.size(), runners + " run by runners");
  }

  /** Has all of them made services of their own user's manager, by that user; what the report says. */
  public Object installOwnNative() {
    Output installed = commands.run("native", "install", "--user", "--json").expect(0);
    services = true;
    return Json.parse(installed.stdout());
  }

  /** jstartup for this home, as its user. */
  public Output run(String... words) {
    return commands.run(words);
  }

  /** Gives them back to their supervisor, which may have to be started first. */
  public void removeOwnNative() {
    commands.run("resurrect").expect(0);
    commands.run("native", "remove", "--user").expect(0);
    services = false;
  }

  /** They are services from now on. */
  public void haveBecomeServices() {
    services = true;
  }

  /** As {@link #assertStarted}, of services, which have no ids of a supervisor. */
  public void assertServicesStarted() {
    awaitStarted();
  }

  /** Waits until each has recorded its start: all is as it was asked for, and they have the ids that they had before. */
  public void assertStarted() {
    assertEquals(identifiers, awaitStarted());
  }

  private Map<Integer, String> awaitStarted() {
    Map<Integer, byte[]> starts =
        Await.value(
            "the start of " + apps.size() + " apps",
            PATIENCE,
            () -> Optional.of(records.starts()).filter(it -> it.size() == apps.size()));
    Map<Integer, String> found = new TreeMap<>();
    List<String> differences = new ArrayList<>();
    for (Specification app : apps) {
      Recording recording = Recording.parse(starts.get(app.number()));
      differences.addAll(new Expectation(app, home, usualNice, services).differences(recording));
      found.put(app.number(), recording.variable("unique_id").toString());
    }
    assertEquals("", String.join("\n", differences));
    if (!services) {
      assertEquals(apps.size(), found.values().stream().distinct().count());
    }
    return found;
  }

  /** From here on only what happens next is recorded. */
  public void forget() {
    records.forget();
  }

  /** Each had its own signal once, and what time it needed, up to its own limit. */
  public void assertStopped() {
    Map<Integer, byte[]> signals = records.signals();
    Map<Integer, byte[]> alive = records.lastSigns();
    for (Specification app : apps) {
      List<String> lines =
          new String(signals.getOrDefault(app.number(), new byte[0]), US_ASCII).lines().toList();
      StopRecord stop = StopRecord.parse(lines);
      assertEquals(List.of(app.stop().signal()), signals(app, stop), () -> "app " + app.number());
      if (Specifications.stays(app)) {
        int timeout = app.stop().timeout();
        // PID 1 stops all of them at once; that one alone is killed in time is tested elsewhere
        int most = services && apps.size() > MANY ? 2 * timeout : timeout * 6 / 5;
        stop.assertKilledAfter(timeout, most, alive.get(app.number()));
      } else {
        stop.assertLeftAfter(Specifications.leavesLate(app) ? 1500 : 0);
      }
    }
  }

  /** systemd has whoever is to stop go on, too. */
  private List<Integer> signals(Specification app, StopRecord stop) {
    boolean ownSignal = app.stop().signal() == SIGCONT;
    return services && !ownSignal
        ? stop.signals().stream().filter(signal -> signal != SIGCONT).toList()
        : stop.signals();
  }

  /** Has the boot hook installed, by root. */
  public void installHook() {
    commands.asRoot("startup").expect(0);
  }

  /** Has the user's own boot hook installed, by the user. */
  public void installOwnHook() {
    commands.run("startup", "--user").expect(0);
  }

  /** Takes the hook away, and ends the supervisor and all apps. */
  public void removeHook() {
    commands.asRoot("unstartup").expect(0);
    commands.run("kill").expect(0);
  }

  /** Takes the apps off the list, which is saved without them. */
  public void delete() {
    machine.rootShell("pkill -KILL -f '" + folder + "[/]programs/' || true").expect(0);
    commands.run("delete", Specification.NAMESPACE).expect(0);
    commands.run("save", "--force").expect(0);
  }
}
