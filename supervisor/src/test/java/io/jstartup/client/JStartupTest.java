package io.jstartup.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.Await;
import io.jstartup.supervisor.TestDaemon;
import io.jstartup.supervisor.client.ProcessEvent;
import io.jstartup.supervisor.control.ProcessRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JStartupTest {
  @TempDir Path folder;
  private ClientOptions options;
  private JStartup jstartup;

  @BeforeEach
  void connect() {
    ClientOptions usual = ClientOptions.usual().withHome(folder.resolve("home"));
    options = usual.withCommand(TestDaemon.command(usual.layout()));
    jstartup = JStartup.connect(options);
  }

  @AfterEach
  void end() {
    jstartup.close();
    try (JStartup other = JStartup.connect(options)) {
      other.kill();
    }
  }

  private static App sleeper(String name) {
    return App.of("/bin/sleep").name(name).args("1000");
  }

  private static String message(Runnable doing) {
    return assertThrows(ProblemsException.class, doing::run).getMessage();
  }

  @Test
  void startsAppsWithAllThatTheyWereGiven() throws Exception {
    Path out = folder.resolve("out");
    App app =
        App.of("/bin/sh")
            .name("writer")
            .args("-c", "echo \"$A $B $1\" > out; exec sleep 1000", "sh", "a  'b'")
            .env("A", "1")
            .env("B", "two words")
            .cwd(folder)
            .instances(1)
            .killTimeout(Duration.ofMillis(700))
            .with("kill_signal", "SIGTERM");
    List<ProcessRow> started = jstartup.start(app);
    assertEquals("online", started.get(0).status());
    Await.until("it has written", () -> Files.exists(out) && Files.size(out) > 0);
    assertEquals("1 two words a  'b'\n", Files.readString(out));
    assertEquals(700, jstartup.describe("writer").get(0).saved().app().stop().timeout().toMillis());
    List<ProcessRow> again = jstartup.start(app.env("A", "2"));
    assertTrue(again.get(0).pid() != started.get(0).pid());
    assertEquals(1, jstartup.list().size());
  }

  @Test
  void failsWithAllThatIsWrongAndDoesTheRest() {
    jstartup.start(sleeper("a"), sleeper("b"));
    assertTrue(message(() -> jstartup.stop("a", "c")).contains("cannot find app 'c'"));
    assertEquals(
        List.of("stopped", "online"), jstartup.list().stream().map(it -> it.status()).toList());
    String wrong =
        message(() -> jstartup.start(App.of("/no/such").with("kill_timeoutt", 1), sleeper("all")));
    assertTrue(wrong.contains("did you mean 'kill_timeout'?"), wrong);
    assertTrue(message(() -> jstartup.start(App.of("/no/such"))).contains("there is no file"));
    assertTrue(message(() -> jstartup.describe("/x/")).contains("no name matches"));
    assertTrue(message(() -> jstartup.sendSignal("SIGFOO", "b")).contains("no signal"));
    assertEquals(1, jstartup.restart("b").get(0).restarts());
    assertEquals(2, jstartup.reload("b").get(0).restarts());
  }

  @Test
  void tellsListenersInOrderUntilTheyAreClosed() throws Exception {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    Subscription subscription = jstartup.subscribe(event -> seen.add(event.event()));
    jstartup.start(sleeper("a"));
    jstartup.delete("a");
    Await.until("all is told", () -> seen.contains("delete"));
    assertEquals(List.of("start", "online", "exit", "delete"), seen);
    subscription.close();
    jstartup.start(sleeper("b"));
    assertEquals(4, seen.size());
  }

  @Test
  void tellsASlowListenerAllThatHappenedBeforeItIsClosed() throws Exception {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch deleted = new CountDownLatch(1);
    Subscription subscription =
        jstartup.subscribe(
            event -> {
              waitFor(deleted);
              seen.add(event.event());
            });
    jstartup.start(sleeper("a"));
    jstartup.delete("a");
    deleted.countDown();
    subscription.close();
    assertEquals(List.of("start", "online", "exit", "delete"), seen);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void tellsAListenerThatTheSupervisorHasEnded() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    jstartup.subscribe(
        new EventListener() {
          @Override
          public void happened(ProcessEvent event) {
            seen.add(event.event());
          }

          @Override
          public void ended() {
            ended.countDown();
          }
        });
    jstartup.kill();
    assertTrue(ended.await(20, TimeUnit.SECONDS));
    assertEquals(List.of("kill"), seen);
    assertTrue(message(jstartup::list).contains("it was ended by this program"));
  }

  @Test
  void aSlowCallKeepsNoOtherWaiting() throws Exception {
    Path ready = folder.resolve("ready");
    jstartup.start(
        App.of("trap '' INT; : > '" + ready + "'; while :; do sleep 0.05; done")
            .name("deaf")
            .killTimeout(Duration.ofSeconds(3)));
    Await.until("it is deaf", () -> Files.exists(ready));
    Thread stopping = new Thread(() -> jstartup.stop("deaf"));
    stopping.start();
    Await.until("it is being stopped", () -> jstartup.list().get(0).status().equals("stopping"));
    assertTrue(stopping.isAlive());
    jstartup.sendSignal("9", "deaf");
    stopping.join();
  }

  @Test
  void savesFlushesAndTakesOverFromASupervisorThatDied() throws Exception {
    App talker = App.of("echo hello; exec sleep 1000").name("talker");
    int pid = jstartup.start(talker).get(0).pid();
    Path log = folder.resolve("home/logs/talker-out.log");
    Await.until("it has written", () -> Files.exists(log) && Files.size(log) > 0);
    assertTrue(jstartup.flush("talker").contains(log));
    assertEquals(0, Files.size(log));
    assertEquals(1, jstartup.save());
    ProcessHandle daemon = ProcessHandle.of(jstartup.ping().pid()).orElseThrow();
    daemon.destroyForcibly();
    daemon.onExit().get();
    assertEquals(pid, jstartup.list().get(0).pid());
    assertEquals(List.of(), jstartup.resurrect());
  }

  @Test
  void startsNoSupervisorWhenThatIsNotWanted() {
    ClientOptions elsewhere = options.withHome(folder.resolve("other")).withoutStarting();
    String none = message(() -> JStartup.connect(elsewhere));
    assertTrue(none.contains("no supervisor runs for '" + folder.resolve("other")), none);
    assertFalse(Files.exists(folder.resolve("other")));
  }
}
