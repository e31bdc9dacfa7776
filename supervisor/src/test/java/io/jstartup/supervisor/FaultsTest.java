package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.io.PrivateFolder;
import io.jstartup.model.AppSpec;
import io.jstartup.model.DrainPolicy;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.Status;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.loop.MonotonicClock;
import io.jstartup.supervisor.process.EventLog;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.state.Event;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a limit on threads or a bug does to one instance ends in a state that says so, and harms no other. */
@Timeout(30)
class FaultsTest {
  private static final String NO_THREAD = "unable to create native thread";

  @TempDir Path folder;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private int failing;
  private TestDaemon apps;
  private Poller poller;
  private EventLoop loop;
  private Supervision supervision;
  private Thread thread;

  @BeforeEach
  void makeSupervision() throws Exception {
    apps = new TestDaemon(folder); // never launched
    PrivateFolder.ensure(apps.home.home());
    OperatingSystem os = failing(OperatingSystems.current());
    EventLog events = new EventLog((line, at) -> log.add(line));
    poller = os.poller();
    loop = new EventLoop(poller, MonotonicClock.SYSTEM, events::failure);
    supervision =
        new Supervision(os, poller, loop, apps.home.home().toString(), Optional.empty(), events);
    loop.atTurnEnd(supervision::stopPending);
    loop.atTurnEnd(supervision::spawnPending);
    thread = new Thread(this::run);
    thread.start();
  }

  private void run() {
    try {
      loop.run();
    } catch (OsException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void endAll() throws Exception {
    for (Instance instance : onLoop(() -> List.copyOf(supervision.instances().all()))) {
      happen(instance, Event.DELETE);
    }
    await(() -> supervision.instances().all().isEmpty());
    loop.post(loop::stop);
    thread.join();
    poller.close();
  }

  /** Its next spawns fail as Java does when the system lets a process have no more threads. */
  private OperatingSystem failing(OperatingSystem real) {
    return (OperatingSystem)
        Proxy.newProxyInstance(
            FaultsTest.class.getClassLoader(),
            new Class<?>[] {OperatingSystem.class},
            (proxy, method, values) -> {
              if (method.getName().equals("spawn") && failing-- > 0) {
                throw new OutOfMemoryError(NO_THREAD);
              }
              return method.getName().equals("spawnAll") // which spawns by this one
                  ? InvocationHandler.invokeDefault(proxy, method, values)
                  : DaemonMain.call(real, method, values);
            });
  }

  private <T> T onLoop(Supplier<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    loop.post(() -> done.complete(task.get()));
    return done.join();
  }

  private void happen(Instance instance, Event event) {
    onLoop(
        () -> {
          supervision.happen(instance, event);
          return null;
        });
  }

  private void await(BooleanSupplier condition) throws Exception {
    Await.until("it has come to that", () -> onLoop(condition::getAsBoolean));
  }

  private Instance start(AppSpec app, int number) {
    String id = UUID.randomUUID().toString();
    return onLoop(
        () -> {
          Instance instance = supervision.add(new SavedInstance(app, number, id, true));
          supervision.happen(instance, Event.START);
          return instance;
        });
  }

  @Test
  void oneThatCannotBeStartedForWantOfAThreadIsErroredAndTheOthersStart() throws Exception {
    failing = 1;
    AppSpec app = apps.shell("web", "exec sleep 1000");
    Instance first = start(app, 0);
    Instance second = start(app, 1);
    await(() -> second.status() == Status.ONLINE);
    assertEquals(Status.ERRORED, first.status());
    assertTrue(first.reason().contains(NO_THREAD), first.reason());
    assertTrue(first.reason().contains("TasksMax="), first.reason());
    happen(first, Event.START);
    await(() -> first.status() == Status.ONLINE);
  }

  @Test
  void aDrainThatCannotBeginDoesNotHoldUpTheStop() throws Exception {
    supervision.drainBy(
        (instance, done) -> {
          throw new OutOfMemoryError(NO_THREAD);
        });
    AppSpec app = apps.shell("web", "exec sleep 1000");
    DrainPolicy wait =
        new DrainPolicy(
            Optional.empty(), Optional.empty(), DrainPolicy.DEFAULT_TIMEOUT, Duration.ofMinutes(1));
    Instance instance = start(TestDaemon.with(app, app.stop().withDrain(wait)), 0);
    await(() -> instance.status() == Status.ONLINE);
    happen(instance, Event.STOP);
    await(() -> instance.status() == Status.STOPPED);
    assertTrue(String.join("\n", log).contains("drain failed"), log.toString());
  }

  @Test
  void whoFailsAtHearingKeepsNobodyElseFromIt() throws Exception {
    List<Status> heard = new CopyOnWriteArrayList<>();
    supervision.observe(
        new Observer() {
          @Override
          public void changed(Instance instance) {
            throw new OutOfMemoryError(NO_THREAD);
          }

          @Override
          public void removed(Instance instance) {
            throw new IllegalStateException("a bug");
          }
        });
    supervision.observe(
        new Observer() {
          @Override
          public void changed(Instance instance) {
            heard.add(instance.status());
          }

          @Override
          public void removed(Instance instance) {
            heard.add(null);
          }
        });
    Instance instance = start(apps.shell("web", "exec sleep 1000"), 0);
    await(() -> instance.status() == Status.ONLINE);
    happen(instance, Event.DELETE);
    await(() -> heard.contains(null));
    assertTrue(heard.contains(Status.ONLINE), heard.toString());
  }
}
