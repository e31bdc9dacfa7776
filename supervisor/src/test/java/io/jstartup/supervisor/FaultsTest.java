package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.io.PrivateFolder;
import io.jstartup.model.AppSpec;
import io.jstartup.model.DrainPolicy;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.Status;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.Exit;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.loop.MonotonicClock;
import io.jstartup.supervisor.ops.Shutdown;
import io.jstartup.supervisor.process.EventLog;
import io.jstartup.supervisor.process.Gear;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import io.jstartup.supervisor.process.Outfitter;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.state.Event;
import io.jstartup.supervisor.trigger.CronRestarts;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a limit on threads or a bug does to one instance ends in a state that says so, and harms no other. */
@Timeout(120)
class FaultsTest {
  private static final String NO_THREAD = "unable to create native thread";

  @TempDir Path folder;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private int failing;
  private int unwatchable;
  private boolean holding;
  private final List<Runnable> held = new ArrayList<>();
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
    letGo();
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
              if (method.getName().equals("poller")) {
                return holding(real.poller());
              }
              return method.getName().equals("spawnAll") // which spawns by this one
                  ? InvocationHandler.invokeDefault(proxy, method, values)
                  : DaemonMain.call(real, method, values);
            });
  }

  /** It hears of the next ends only when they are let go, as of what hangs in the kernel; and can't watch the next processes. */
  @SuppressWarnings("unchecked")
  private Poller holding(Poller real) {
    return (Poller)
        Proxy.newProxyInstance(
            FaultsTest.class.getClassLoader(),
            new Class<?>[] {Poller.class},
            (proxy, method, values) -> {
              if (!method.getName().equals("watchExit")) {
                return DaemonMain.call(real, method, values);
              }
              if (unwatchable-- > 0) {
                throw new OsException("cannot watch", "it", 24, "too many");
              }
              Consumer<Exit> onExit = (Consumer<Exit>) values[1];
              real.watchExit((ManagedProcess) values[0], exit -> heard(() -> onExit.accept(exit)));
              return null;
            });
  }

  private void heard(Runnable end) {
    if (holding) {
      held.add(end);
    } else {
      end.run();
    }
  }

  private void hold() {
    onLoop(() -> holding = true);
  }

  private void letGo() {
    onLoop(
        () -> {
          holding = false;
          List<Runnable> ends = List.copyOf(held);
          held.clear();
          ends.forEach(Runnable::run);
          return null;
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

  /** Online, and held back from its end; its stop takes 50 ms before SIGKILL. */
  private Instance endless(int number) throws Exception {
    AppSpec app = apps.shell("web", "exec sleep 1000");
    StopPolicy soon = new StopPolicy(StopSignal.SIGINT, Duration.ofMillis(50), number != 1);
    Instance instance = start(TestDaemon.with(app, soon), number);
    await(() -> instance.status() == Status.ONLINE);
    hold();
    return instance;
  }

  private void awaitFailed(Instance instance, Event event) throws Exception {
    happen(instance, event);
    await(() -> instance.status() == Status.ERRORED);
    String why = instance.reason();
    assertTrue(why.startsWith("pid [" + instance.pid() + "] still there 900 ms after "), why);
  }

  @Test
  void whatIsToRunIsStartedAgainWhenItsOldProcessEndsLate() throws Exception {
    for (int number = 0; number < 2; number++) { // with its tree, and without
      Instance instance = endless(number);
      int old = instance.pid();
      awaitFailed(instance, Event.RESTART);
      assertEquals(1, instance.launches(), "not while the old one is there");
      letGo();
      await(() -> instance.status() == Status.ONLINE);
      assertTrue(instance.pid() != old);
      assertEquals("", instance.reason());
      assertEquals(1, instance.restarts());
    }
  }

  @Test
  void whatIsToBeDownOrForgottenIsSoWhenItEndsLate() throws Exception {
    Instance stopped = endless(0);
    awaitFailed(stopped, Event.STOP);
    letGo();
    await(() -> stopped.status() == Status.STOPPED);
    assertEquals("", stopped.reason());
    Instance deleted = endless(2);
    awaitFailed(deleted, Event.DELETE);
    assertTrue(supervision.instances().contains(deleted), "it stays in sight");
    letGo();
    await(() -> !supervision.instances().contains(deleted));
  }

  @Test
  void theLastWishBeforeALateEndWins() throws Exception {
    Instance instance = endless(1);
    awaitFailed(instance, Event.RESTART);
    Status tried =
        onLoop(
            () -> {
              supervision.happen(instance, Event.STOP);
              return instance.status();
            });
    assertEquals(Status.STOPPING, tried, "once more");
    await(() -> instance.status() == Status.ERRORED);
    letGo();
    await(() -> instance.status() == Status.STOPPED);
    assertEquals(1, instance.launches());
  }

  @Test
  void whatIsToBeForgottenIsNotStartedByItsCron() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    AtomicInteger looks = new AtomicInteger();
    InstantSource clock =
        () -> {
          looks.incrementAndGet();
          return now.get();
        };
    supervision.observe(new CronRestarts(supervision, clock, ZoneOffset.UTC, () -> false));
    AppSpec app = apps.shell("web", "exec sleep 1000");
    AppSpec eachSecond = TestDaemon.with(app, app.restart().restartedBy(0, "* * * * * *"));
    StopPolicy soon = new StopPolicy(StopSignal.SIGINT, Duration.ofMillis(50), true);
    Instance deleted = start(TestDaemon.with(eachSecond, soon), 0);
    await(() -> deleted.status() == Status.ONLINE);
    hold();
    awaitFailed(deleted, Event.DELETE);
    now.set(Instant.EPOCH.plusSeconds(10));
    int before = looks.get();
    await(() -> looks.get() > before + 2);
    letGo();
    await(() -> !supervision.instances().contains(deleted));
  }

  /** Another that runs, and that a reload has given this one's place. */
  private Instance inPlaceOf(Instance old) throws Exception {
    Instance next = onLoop(() -> supervision.succession().begin(old, old.app()));
    await(() -> next.status() == Status.ONLINE);
    onLoop(
        () -> {
          supervision.succession().promote(next, old);
          return null;
        });
    return next;
  }

  @Test
  void oneThatFinishesItsWorkIsSignalledWhenAllIsToEnd() throws Exception {
    supervision.equipBy(
        new Outfitter() {
          @Override
          public Gear gear(Instance instance) {
            return Gear.NONE;
          }

          @Override
          public boolean askToLeave(Instance instance) {
            return true;
          }
        });
    AppSpec app = apps.shell("web", "exec sleep 1000");
    StopPolicy late = new StopPolicy(StopSignal.SIGINT, Duration.ofMinutes(5), true);
    Instance old = start(TestDaemon.with(app, late), 0);
    await(() -> old.status() == Status.ONLINE);
    Instance next = inPlaceOf(old);
    await(old::draining);
    onLoop(
        () -> {
          new Shutdown(supervision, () -> {})
              .begin("asked to end"); // hears of nothing, so the loop goes on
          return null;
        });
    await(() -> !supervision.instances().contains(old) && next.status() == Status.STOPPED);
  }

  @Test
  void oneWhosePlaceAnotherHasTakenGoesWhenItEndsLate() throws Exception {
    Instance old = endless(0);
    Instance next = inPlaceOf(old);
    await(() -> old.status() == Status.ERRORED);
    letGo();
    await(() -> supervision.instances().all().size() == 1);
    assertEquals(Status.ONLINE, next.status());
  }

  @Test
  void whatRanIsTriedAgainWhenItsNextStartFails() throws Exception {
    Instance instance = start(apps.shell("web", "exec sleep 1000"), 0);
    await(() -> instance.status() == Status.ONLINE);
    onLoop(() -> failing = 3);
    ProcessHandle.of(instance.pid()).orElseThrow().destroyForcibly();
    await(() -> instance.restarts() == 4 && instance.status() == Status.ONLINE);
    String said = String.join("\n", log);
    assertTrue(said.contains(NO_THREAD), said);
    assertTrue(said.contains("trying again in 225 ms"), said);
  }

  @Test
  void whatCannotBeWatchedIsEnded() throws Exception {
    unwatchable = 1;
    Instance instance = start(apps.shell("web", "exec sleep 1000"), 0);
    await(() -> instance.status() == Status.ERRORED);
    String why = instance.reason();
    assertTrue(why.startsWith("cannot watch pid "), why);
    int pid = Integer.parseInt(why.replaceAll("cannot watch pid (\\d+).*", "$1"));
    Await.until("it is ended", () -> !TestDaemon.alive(pid));
    happen(instance, Event.START);
    await(() -> instance.status() == Status.ONLINE);
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
