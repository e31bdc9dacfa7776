package io.jstartup.cli.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.generator.RenderedFile;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.service.ServicePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts of services without a runner do, run by real shells: their folders are the test's, and an uptime where one is named. */
final class NativeScriptsRunTest extends NativePlans {
  private static final String NAME = "jstartup-www@slow-0";

  private Path state;
  private Path service;

  @BeforeEach
  void makeFolders() throws IOException {
    state = Files.createDirectories(machine.resolve("state"));
    service = Files.createDirectories(machine.resolve("service/supervise")).getParent();
    Files.writeString(machine.resolve("gate"), "");
    Files.writeString(service.resolve("supervise/stat"), "run");
  }

  /** 089 is no octal number. */
  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox sh"})
  void aMachineMayHaveBootedLessThanASecondAgo(String shell) throws Exception {
    ServicePlan plan = slow("{\"autorestart\": true, \"treekill\": false}");
    Files.writeString(state.resolve("pid"), "4711\n");
    Files.writeString(state.resolve("started"), "5\n");
    Path uptime = Files.writeString(machine.resolve("uptime"), "0.89 0.70\n");
    String text = script(plan, "finish").replace("/proc/uptime", uptime.toString());
    assertEquals("", run(shell, text, "1", "0"));
    assertEquals("5 0 0\n", Files.readString(state.resolve("history")));
  }

  private ServicePlan slow(String fields) throws IOException {
    return scripts("runit", NativeApps.instances("slow", fields));
  }

  private String script(ServicePlan plan, String name) {
    Path folder = Path.of("/etc/sv", NAME);
    return NativeFiles.files(plan).stream()
        .filter(file -> file.path().equals(folder.resolve(name)))
        .map(RenderedFile::text)
        .findFirst()
        .orElseThrow()
        .replace("/run/jstartup/" + NAME, state.toString())
        .replace("/etc/jstartup/jstartup-www@apps.on", machine.resolve("gate").toString());
  }

  /** In the service's folder, as runsv does; what it says. */
  private String run(String shell, String text, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(shell.split(" ")));
    boolean here = Files.isExecutable(Path.of("/usr/bin", command.get(0)));
    assumeTrue("true".equals(System.getenv("CI")) || here, shell);
    command.add(Files.writeString(machine.resolve("script"), text).toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(service.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
