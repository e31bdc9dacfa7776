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
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Generated apps of one user on a machine, and what their processes recorded. {@code -Djstartup.fidelity.seed=N} makes others. */
public final class RoundTrip {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String JSTARTUP = "/opt/jstartup/bin/jstartup";
  private static final int SIGCONT = 18;
  private static final long SEED = Long.getLong("jstartup.fidelity.seed", 2026);

  /**
   * A user's two homes.
   *
   * @param user their name
   */
  public record Home(String user, String folder, String jstartup) {
    /** Those of the shell that asks for the apps. */
    Map<String, String> variables() {
      Map<String, String> variables = new LinkedHashMap<>();
      variables.put("HOME", folder);
      variables.put("USER", user);
      variables.put("LOGNAME", user);
      variables.put("PATH", "/usr/bin:/bin");
      variables.put("JSTARTUP_HOME", jstartup);
      variables.put("ODD .\"$x", "it's \"a\" $HOME `id` %n gr\u00f6\u00dfe\\\n\t\u0001");
      return variables;
    }
  }

  private final InitMachine machine;
  private final Home home;
  private final String folder;
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
    this.folder = "/home/fidelity-" + home.user();
    this.usualNice = Integer.parseInt(machine.root("nice").expect(0).stdout().strip());
    long seed = SEED * 31 + (label + home.user()).hashCode();
    this.apps =
        Specifications.generate(folder, identities(), usualNice, seed, count).stream()
            .map(change)
            .toList();
    this.refused = Refused.generate(apps, seed);
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
    machine.write(folder + "/recorder", Recorder.compile(), "root", 0755);
    apps.stream()
        .map(Specification::program)
        .distinct()
        .forEach(program -> machine.root("ln", folder + "/recorder", program).expect(0));
    machine.write(folder + "/programs/script", new byte[0], "root", 0644);
  }

  private void run(List<String> command, Stream<String> words) {
    machine
        .root(Stream.concat(command.stream(), words.distinct()).toArray(String[]::new))
        .expect(0);
  }

  private Output jstartup(String... words) {
    List<String> command = new ArrayList<>();
    if (!home.user().equals("root")) {
      command.addAll(
          List.of("setpriv", "--reuid=" + home.user(), "--regid=" + home.user(), "--init-groups"));
    }
    command.addAll(List.of("env", "-i", "-C", home.folder()));
    home.variables().forEach((name, value) -> command.add(name + "=" + value));
    command.add(JSTARTUP);
    command.addAll(List.of(words));
    return machine.root(command.toArray(String[]::new));
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
      Output output = jstartup("start", processFile("refused.json", entries)).expect(1);
      for (Refused it : bad) {
        assertTrue(output.stderr().contains(it.said()), () -> it + ": " + output);
      }
      assertEquals(before, files());
      assertEquals(Map.of(), recordings());
    }
  }

  private String files() {
    return machine
        .root("find", home.jstartup(), "-type", "f", "-exec", "sha256sum", "{}", "+")
        .stdout();
  }

  /** Asks for them all, waits until each has recorded its start, and saves the list. */
  public void startAndSave() {
    jstartup("start", processFile("apps.json", apps.stream().map(Specification::entry).toList()))
        .expect(0);
    identifiers = awaitStarted();
    jstartup("save").expect(0);
  }

  /** Has all of them made services, by root; what the report says. */
  Object installNative() {
    Output installed = asRoot("native", "install", "--json").expect(0);
    services = true;
    return Json.parse(installed.stdout());
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
    Map<Integer, byte[]> records =
        Await.value(
            "the start of " + apps.size() + " apps",
            PATIENCE,
            () -> Stream.of(recordings()).filter(found -> found.size() == apps.size()).findFirst());
    Map<Integer, String> found = new TreeMap<>();
    List<String> differences = new ArrayList<>();
    for (Specification app : apps) {
      Recording recording = Recording.parse(records.get(app.number()));
      differences.addAll(new Expectation(app, home, usualNice, services).differences(recording));
      found.put(app.number(), recording.variable("unique_id").toString());
    }
    assertEquals("", String.join("\n", differences));
    if (!services) {
      assertEquals(apps.size(), found.values().stream().distinct().count());
    }
    return found;
  }

  private Map<Integer, byte[]> recordings() {
    return files("");
  }

  private Map<Integer, byte[]> files(String ending) {
    String[] command = {
      "python3", "-c", InitMachine.resource("apps/fidelity/records.py"), folder + "/records", ending
    };
    return machine
        .root(command)
        .expect(0)
        .stdout()
        .lines()
        .map(line -> line.split(" ", 2))
        .collect(
            Collectors.toMap(
                line -> Integer.valueOf(line[0]), line -> Base64.getDecoder().decode(line[1])));
  }

  /** From here on only what happens next is recorded. */
  public void forget() {
    machine.rootShell("rm -f " + folder + "/records/*").expect(0);
  }

  /** Each had its own signal once, and what time it needed, up to its own limit. */
  public void assertStopped() {
    Map<Integer, byte[]> signals = files(".signals");
    Map<Integer, byte[]> alive = files(".alive");
    for (Specification app : apps) {
      List<String> lines =
          new String(signals.getOrDefault(app.number(), new byte[0]), US_ASCII).lines().toList();
      StopRecord stop = StopRecord.parse(lines);
      assertEquals(List.of(app.stop().signal()), signals(app, stop), () -> "app " + app.number());
      if (Specifications.stays(app)) {
        stop.assertKilledAfter(app.stop().timeout(), alive.get(app.number()));
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
    asRoot("startup").expect(0);
  }

  /** Takes the hook away, and ends the supervisor and all apps. */
  public void removeHook() {
    asRoot("unstartup").expect(0);
    jstartup("kill").expect(0);
  }

  /** Takes the apps off the list, which is saved without them. */
  public void delete() {
    machine.rootShell("pkill -KILL -f '" + folder + "[/]programs/' || true").expect(0);
    jstartup("delete", Specification.NAMESPACE).expect(0);
    jstartup("save", "--force").expect(0);
  }

  private Output asRoot(String... words) {
    List<String> command =
        new ArrayList<>(List.of("env", "JSTARTUP_HOME=" + home.jstartup(), JSTARTUP));
    command.addAll(List.of(words));
    command.addAll(List.of("-u", home.user(), "--hp", home.folder()));
    return machine.root(command.toArray(String[]::new));
  }
}
