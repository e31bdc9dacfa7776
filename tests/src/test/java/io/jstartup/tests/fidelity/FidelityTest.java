package io.jstartup.tests.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.HostileStrings;
import io.jstartup.tests.rig.MachineProcess;
import io.jstartup.tests.rig.SystemdMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An app sees nothing of the JVM that supervises it: it gets what its starter had, byte for byte, and nothing more. */
final class FidelityTest {
  private LocalHome home;

  @BeforeEach
  void makeHome() throws IOException {
    home = new LocalHome();
  }

  @AfterEach
  void endAll() throws IOException {
    home.close();
  }

  private MachineProcess awaitOne(String argument) {
    return Await.value(
        "a process with the argument " + argument,
        Duration.ofSeconds(60),
        () -> home.running(argument).stream().findFirst());
  }

  private MachineProcess sleepStartedBy(String... starter) {
    String[] command =
        Stream.concat(
                Stream.of(starter),
                Stream.of(
                    Distribution.program().toString(),
                    "start",
                    "sleep",
                    "--name",
                    "sleep",
                    "--",
                    "4711"))
            .toArray(String[]::new);
    home.run(Map.of(), command).expect(0);
    return awaitOne("4711");
  }

  private static List<String> status(MachineProcess process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"));
  }

  @Test
  void hostileArgumentsAndVariablesArriveWithoutALocale() throws IOException {
    Files.createDirectory(home.folder().resolve("records"));
    Files.createDirectory(home.folder().resolve("apps"));
    String script = home.folder().resolve("apps/script.py").toString();
    Files.writeString(Path.of(script), SystemdMachine.resource("apps/script.py"));
    Path starter = home.folder().resolve("start-hostile.py");
    Files.writeString(starter, SystemdMachine.resource("apps/start-hostile.py"));
    String cwd = home.folder() + "/it's \"a\" $HOME %n größe";
    home.run(Map.of(), "mkdir", cwd).expect(0);
    home.run(Map.of(), "python3", starter.toString(), Distribution.program().toString(), cwd)
        .expect(0);
    HostileStrings expected =
        HostileStrings.parse(
            Files.readString(home.folder().resolve("hostile-arguments")),
            Files.readString(home.folder().resolve("hostile-environment")));
    expected.assertReached(awaitOne(script), script);
  }

  @Test
  void itsLimitOnOpenFilesIsTheCallers() throws IOException {
    MachineProcess app = sleepStartedBy("sh", "-c", "ulimit -Sn 512; exec \"$@\"", "sh");
    String limit =
        Files.readAllLines(Path.of("/proc/" + app.pid() + "/limits")).stream()
            .filter(line -> line.startsWith("Max open files"))
            .findFirst()
            .orElseThrow();
    assertTrue(limit.matches("Max open files +512 .*"), limit);
  }

  @Test
  void itHasNoDescriptorButItsOwnThree() throws IOException {
    MachineProcess app =
        sleepStartedBy("sh", "-c", "exec 7</dev/null 9>/dev/null; exec \"$@\"", "sh");
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + app.pid() + "/fd"))) {
      assertEquals(
          Set.of("0", "1", "2"),
          descriptors.map(path -> path.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  @Test
  void itBlocksAndIgnoresNoSignal() throws IOException {
    MachineProcess app =
        sleepStartedBy(
            "python3",
            "-c",
            "import os, signal, sys\n"
                + "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
                + "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])\n"
                + "os.execv(sys.argv[1], sys.argv[1:])");
    List<String> status = status(app);
    assertTrue(status.contains("SigIgn:\t0000000000000000"), status.toString());
    assertTrue(status.contains("SigBlk:\t0000000000000000"), status.toString());
  }

  @Test
  void itLeadsASessionOfItsOwn() throws IOException {
    MachineProcess app = sleepStartedBy();
    String pid = Integer.toString(app.pid());
    assertTrue(status(app).contains("NSsid:\t" + pid), status(app).toString());
  }
}
