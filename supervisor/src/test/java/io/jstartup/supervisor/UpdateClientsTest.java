package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.supervisor.client.Events;
import io.jstartup.supervisor.client.ProcessEvent;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import io.jstartup.supervisor.control.StartMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the clients of a supervisor notice of it when that is replaced. */
class UpdateClientsTest extends WithDaemon {
  @Test
  void tellsSubscribersOfAllThatHappensInOrder() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    List<String> heard = new ArrayList<>();
    SupervisorClient listening = another();
    Events events = listening.subscribe();
    Thread listener =
        new Thread(() -> events.passOn((ProcessEvent event) -> add(heard, event.event())));
    listener.start();
    daemon.client.restart(List.of("web"), SupervisorClient.QUIET);
    daemon.client.update(TestDaemon.program(), "");
    daemon.client.stop(List.of("web"), SupervisorClient.QUIET);
    Await.until("all was told", () -> copy(heard).contains("stop") && copy(heard).size() >= 5);
    assertEquals(List.of("exit", "start", "online", "exit", "stop"), copy(heard));
    listening.close();
    listener.join();
  }

  private static void add(List<String> list, String text) {
    synchronized (list) {
      list.add(text);
    }
  }

  private static List<String> copy(List<String> list) {
    synchronized (list) {
      return new ArrayList<>(list);
    }
  }

  @Test
  void answersAStopThatWasUnderWay() throws Exception {
    Path go = folder.resolve("go");
    Path asked = folder.resolve("asked");
    daemon.start(
        graceful("slow", ": > " + asked + "; while [ ! -e " + go + " ]; do sleep 0.02; done"));
    awaitHearing("slow");
    SupervisorClient stopping = another();
    AtomicBoolean ok = new AtomicBoolean();
    Thread thread =
        new Thread(() -> ok.set(stopping.stop(List.of("slow"), SupervisorClient.QUIET).ok()));
    thread.start();
    Await.until("it was asked to stop", () -> Files.exists(asked));
    daemon.client.update(TestDaemon.program(), "");
    assertEquals("stopping", daemon.row("slow").status());
    Files.createFile(go);
    thread.join();
    assertTrue(ok.get());
    assertEquals("stopped", daemon.row("slow").status());
    stopping.close();
  }

  @Test
  void servesEverybodyWhileItIsReplacedAgainAndAgain() throws Exception {
    daemon.start(daemon.shell("stays", "exec sleep 1000"));
    int stays = daemon.row("stays").pid();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger rounds = new AtomicInteger();
    ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    List<Thread> users = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String name = "app" + i;
      Thread user = new Thread(() -> use(name, over, rounds, failures));
      user.start();
      users.add(user);
    }
    for (int i = 0; i < 5 || rounds.get() <= 5 && failures.isEmpty(); i++) {
      daemon.client.update(TestDaemon.program(), "");
    }
    over.set(true);
    for (Thread user : users) {
      user.join();
    }
    assertEquals(List.of(), new ArrayList<>(failures));
    assertTrue(rounds.get() > 5, rounds + " rounds");
    assertEquals(stays, daemon.row("stays").pid());
    assertEquals(1, daemon.client.list().size());
    assertEquals(1, open(daemon.pid(), "supervisor.lock"));
  }

  /** Each command by a connection of its own, as commands do. */
  private void use(
      String name,
      AtomicBoolean over,
      AtomicInteger rounds,
      ConcurrentLinkedQueue<String> failures) {
    try {
      while (!over.get()) {
        try (SupervisorClient client = another()) {
          client.start(
              List.of(daemon.shell(name, "exec sleep 1000")),
              StartMode.NEW,
              SupervisorClient.QUIET);
        }
        try (SupervisorClient client = another()) {
          Optional<ProcessRow> row =
              client.list().stream().filter(it -> it.name().equals(name)).findFirst();
          if (row.isEmpty() || !TestDaemon.alive(row.get().pid())) {
            failures.add(name + " was started and is not there: " + row);
          }
          client.save(false);
        }
        try (SupervisorClient client = another()) {
          client.delete(List.of(name), SupervisorClient.QUIET);
        }
        rounds.incrementAndGet();
      }
    } catch (Exception | AssertionError e) {
      failures.add(name + ": " + e);
    }
  }

  private static long open(int pid, String name) throws Exception {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return descriptors.filter(it -> target(it).endsWith("/" + name)).count();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
