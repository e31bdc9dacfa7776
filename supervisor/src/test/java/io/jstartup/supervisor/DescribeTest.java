package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.AppEntry;
import io.jstartup.dump.json.Json;
import io.jstartup.model.AppSpec;
import io.jstartup.model.RestartPolicy;
import io.jstartup.supervisor.client.Description;
import io.jstartup.supervisor.client.Descriptions;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.log.LogFlush;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DescribeTest extends WithDaemon {
  private static final int SIGUSR1 = 10;

  private Description described(String target) {
    Descriptions found = daemon.client.describe(List.of(target));
    assertEquals(List.of(), found.problems());
    return found.instances().get(0);
  }

  @Test
  void tellsHowTheLastRunEndedWhileTheNextOneRuns() throws Exception {
    Path once = folder.resolve("once");
    String script = "[ -e '" + once + "' ] && exec sleep 1000; : > '" + once + "'; exit 7";
    AppSpec app = daemon.shell("web", script);
    daemon.start(app);
    Await.until("it runs again", () -> described("web").process().restarts() == 1);
    Description web = described("web");
    assertTrue(web.lastEnd().matches("exited with 7 after \\d+(\\.\\d)? m?s"), web.lastEnd());
    assertTrue(web.lastEndMillis() >= web.createdMillis());
    assertEquals("online", web.process().status());
    assertEquals(app.launch(), web.saved().app().launch());
    assertEquals(app.stop(), web.saved().app().stop());
    assertTrue(web.saved().run());
  }

  @Test
  void jlistHasWhatReadersOfPm2sExpect() throws Exception {
    Path program = Files.createDirectories(folder.resolve("app/bin")).resolve("run.sh");
    Files.writeString(program, "#!/bin/sh\nexec sleep 1000\n");
    assertTrue(program.toFile().setExecutable(true));
    Files.writeString(folder.resolve("app/package.json"), "{\"version\": \"3.2.1\"}");
    daemon.start(daemon.shell("plain", "exec sleep 1000"));
    daemon.start(daemon.app("web", program.toString(), List.of()));
    List<?> list = (List<?>) Json.parse(daemon.client.jlist(false));
    for (Object process : list) {
      Map<?, ?> entry = (Map<?, ?>) ((Map<?, ?>) process).get("pm2_env");
      boolean web = entry.get("name").equals("web");
      assertEquals(web ? "3.2.1" : "N/A", entry.get("version"));
      assertEquals(System.getProperty("user.name"), entry.get("username"));
      assertEquals(List.of(), entry.get("axm_actions"));
      for (String name : List.of("axm_monitor", "axm_options", "axm_dynamic")) {
        assertEquals(Map.of(), entry.get(name));
      }
      assertEquals(Optional.empty(), AppEntry.read(copy(entry)).app().execution().runAs());
    }
    assertEquals(2, list.size());
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  private static Map<String, Object> copy(Map<?, ?> entry) {
    return new LinkedHashMap<>((Map<String, Object>) entry);
  }

  @Test
  void tellsWhatIsFoundAndWhatIsNot() {
    daemon.start(TestDaemon.idle(daemon.shell("web", "exec sleep 1000"), 2));
    Descriptions found = daemon.client.describe(List.of("wep", "/w/"));
    assertEquals(2, found.instances().size());
    assertEquals(2, found.instances().get(1).saved().app().instances());
    assertEquals("", found.instances().get(0).lastEnd());
    assertEquals("did you mean 'web'?", found.problems().get(0).remedy());
  }

  @Test
  void sendsASignalToTheMainProcessOfWhatRuns() throws Exception {
    Path got = folder.resolve("got");
    Path ready = folder.resolve("ready");
    String script = "trap ': > " + got + "' USR1; : > " + ready + "; while :; do sleep 0.05; done";
    daemon.start(daemon.shell("web", script));
    daemon.start(TestDaemon.idle(daemon.shell("idle", "exec sleep 1000"), 1));
    Await.until("it listens", () -> Files.exists(ready));
    Outcome outcome = daemon.client.signal(SIGUSR1, List.of("all"));
    Await.until("it has got the signal", () -> Files.exists(got));
    assertEquals(1, outcome.processes().size());
    assertTrue(outcome.problems().get(0).why().contains("id 1 does not run, it is stopped"));
    assertEquals(0, daemon.row("web").restarts());
  }

  @Test
  void restartsWhatASignalEndedAsItsPolicySays() throws Exception {
    AppSpec app = daemon.shell("web", "exec sleep 1000");
    daemon.start(app);
    RestartPolicy usual = app.restart();
    assertTrue(usual.autorestart());
    daemon.client.signal(9, List.of("web"));
    Await.until("it runs again", () -> daemon.row("web").restarts() == 1);
    assertTrue(described("web").lastEnd().startsWith("killed by signal 9 after"));
  }

  @Test
  void emptiesLogsUnderTheirWritersButNoLinks() throws Exception {
    daemon.start(daemon.shell("web", "seq 1 20000; while :; do echo 0123456789; sleep 0.02; done"));
    Path log = daemon.home.logs().resolve("x-out.log");
    Await.until("it has written", () -> Files.exists(log) && Files.size(log) > 109_000);
    long before = Files.size(log);
    Path precious = Files.writeString(folder.resolve("precious"), "keep");
    Path link = Files.createSymbolicLink(folder.resolve("link"), precious);
    LogFlush flush = LogFlush.of(List.of(log, link, Path.of("/dev/null"), folder.resolve("none")));
    assertEquals(List.of(log), flush.emptied());
    assertEquals(1, flush.problems().size());
    assertEquals("keep", Files.readString(precious));
    Await.until("it goes on", () -> Files.size(log) > 0);
    assertTrue(Files.size(log) < before);
    assertFalse(Files.readString(log).contains("\0"));
    daemon.client.stop(List.of("web"), SupervisorClient.QUIET);
  }
}
