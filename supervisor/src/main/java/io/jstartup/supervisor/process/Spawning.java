package io.jstartup.supervisor.process;

import io.jstartup.io.Folders;
import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.Problem;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.Status;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.SpawnRequest;
import io.jstartup.platforms.os.SpawnResult;
import io.jstartup.supervisor.exec.ExecChain;
import io.jstartup.supervisor.exec.ExecCheck;
import io.jstartup.supervisor.exec.Tools;
import io.jstartup.supervisor.output.Sinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Starts processes. All that a turn asks for is started together at its end, after the live state says that it is about to be. */
final class Spawning {
  private static final String NOWHERE = "/dev/null";

  /** What each is given is open until it runs, so that not all of hundreds are made ready before the first is started. */
  private static final int AT_ONCE = 64;

  private final Supervision supervision;
  private final OperatingSystem os;
  private final String home;
  private final AppCgroups cgroups;
  private final PidFiles pidFiles;
  private final Tools tools = Tools.ofSystem();
  private Set<Instance> pending = new LinkedHashSet<>();
  private long decided;

  Spawning(
      Supervision supervision,
      OperatingSystem os,
      String home,
      AppCgroups cgroups,
      PidFiles pidFiles) {
    this.supervision = supervision;
    this.os = os;
    this.home = home;
    this.cgroups = cgroups;
    this.pidFiles = pidFiles;
  }

  /** All of a turn were decided in the same moment, as far as it matters. */
  void request(Instance instance) {
    decided = pending.isEmpty() ? os.now() : decided;
    instance.launchedAfter = decided;
    pending.add(instance);
  }

  /** One that was stopped in the meantime is left out. */
  void drain() {
    if (pending.isEmpty()) {
      return;
    }
    List<Instance> batch = List.copyOf(pending);
    pending = new LinkedHashSet<>();
    spawnAll(batch);
    cgroups.leave();
  }

  /** First they all run; what there is to write and tell about each comes after. */
  private void spawnAll(List<Instance> batch) {
    List<Instance> spawned = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i += AT_ONCE) {
      spawnSome(batch.subList(i, Math.min(i + AT_ONCE, batch.size())), spawned);
    }
    for (Instance instance : spawned) {
      supervision.loop().guarded(() -> pidFiles.write(instance));
      supervision.loop().guarded(() -> announce(instance));
    }
  }

  private void spawnSome(List<Instance> batch, List<Instance> spawned) {
    List<Instance> prepared = new ArrayList<>(batch.size());
    List<SpawnRequest> requests = new ArrayList<>(batch.size());
    for (Instance instance : batch) {
      Optional<SpawnRequest> request =
          instance.status() == Status.LAUNCHING ? prepared(instance) : Optional.empty();
      if (request.isPresent()) {
        prepared.add(instance);
        requests.add(request.get());
      } else {
        pidFiles.remove(instance);
      }
    }
    List<SpawnResult> results = os.spawnAll(requests);
    for (int i = 0; i < results.size(); i++) {
      if (begun(prepared.get(i), results.get(i))) {
        spawned.add(prepared.get(i));
      } else {
        pidFiles.remove(prepared.get(i));
      }
    }
  }

  /** What is to be spawned; empty when that can't be, which is said then. */
  private Optional<SpawnRequest> prepared(Instance instance) {
    if (instance.process != null) {
      supervision
          .mains()
          .spawnFailed(instance, "pid " + instance.pid() + " of its last run is still there");
      return Optional.empty();
    }
    try {
      Sinks sinks =
          supervision.outputs().prepare(instance.app(), instance.uniqueId(), instance.toldId());
      makeFolders(instance.app(), sinks);
      requireScript(instance);
      instance.cgroup = cgroups.of(instance);
      return Optional.of(request(instance, sinks, supervision.outfitter().gear(instance)));
    } catch (OsException | IOException | RuntimeException | OutOfMemoryError e) {
      failed(instance, e);
      return Optional.empty();
    }
  }

  private boolean begun(Instance instance, SpawnResult result) {
    if (result.process().isEmpty()) {
      failed(instance, result.failure());
      return false;
    }
    ManagedProcess process = result.process().get();
    if (!supervision.mains().watch(instance, process)) {
      return false;
    }
    supervision.mains().started(instance, process, supervision.now(), System.currentTimeMillis());
    return true;
  }

  private void failed(Instance instance, Throwable why) {
    boolean ours = why instanceof RuntimeException && !(why instanceof IllegalArgumentException);
    if (ours) {
      supervision.log().failure((RuntimeException) why);
    }
    supervision
        .mains()
        .spawnFailed(
            instance,
            why instanceof OutOfMemoryError room
                ? withoutRoom(room)
                : ours ? "internal error: " + why : why.getMessage());
  }

  /** Java says the same of memory and of threads, which a system limits as it does processes. */
  private static String withoutRoom(OutOfMemoryError e) {
    return "the supervisor has no room for it: "
        + e.getMessage()
        + "; look at the limits on processes (ulimit -u, TasksMax=, pids.max) and on memory";
  }

  private void announce(Instance instance) {
    int pid = instance.pid();
    instance.version = PackageVersion.of(instance.app());
    supervision.log().line(instance, "started, pid " + pid);
    supervision.observers().happened("start", instance, pid, "");
    supervision.launching().launched(instance);
  }

  /** One more process of it, with its user, folder and environment. */
  ManagedProcess beside(Instance instance, List<String> command) throws OsException, IOException {
    Launch launch = instance.app().launch();
    String program = ProgramPath.resolve(command.get(0), launch.env());
    ExecChain chain = chain(instance, program, Gear.NONE);
    try {
      return os.spawn(
          new SpawnRequest(
              program,
              command,
              chain.environment(),
              launch.cwd(),
              NOWHERE,
              NOWHERE,
              instance.cgroup,
              chain.manner()));
    } finally {
      if (instance.cgroup.isPresent()) {
        cgroups.leave();
      }
    }
  }

  private SpawnRequest request(Instance instance, Sinks sinks, Gear gear)
      throws IOException, OsException {
    Launch launch = instance.app().launch();
    List<String> argv = launch.argv();
    String program = ProgramPath.resolve(argv.get(0), launch.env());
    ExecChain chain = chain(instance, program, gear);
    return new SpawnRequest(
        program,
        argv,
        chain.environment(),
        launch.cwd(),
        sinks.out(),
        sinks.error(),
        instance.cgroup,
        chain.manner().withSockets(supervision.sockets().of(instance.app())).over(gear.channel()));
  }

  /**
   * What is no file any more when its start is asked for, or it is to come back after a boot, would end again and again by its
   * interpreter's hand. One that ended by itself has its restart policy for that, as it may be being replaced at this moment; and so has
   * one whose policy waits between its starts: it comes once what it is on is mounted.
   */
  private static void requireScript(Instance instance) throws IOException {
    String script = instance.app().launch().script();
    RestartPolicy policy = instance.app().restart();
    if (instance.history().isFresh()
        && !policy.waits()
        && script.startsWith("/")
        && isGone(script)) {
      throw new IOException("there is no file '" + script + "'");
    }
  }

  /** What may not be seen may be there. */
  private static boolean isGone(String file) {
    try {
      return Files.notExists(Path.of(file));
    } catch (InvalidPathException e) {
      return false; // a name that Java can't write down, and the system can
    }
  }

  /** What was possible when it was listed or saved need not be so here and now. */
  private ExecChain chain(Instance instance, String program, Gear gear) throws IOException {
    List<Problem> problems = new ExecCheck(tools).problems(instance.app());
    if (!problems.isEmpty()) {
      throw new IOException(
          problems.stream()
              .map(problem -> problem.why() + "; " + problem.remedy())
              .collect(Collectors.joining("\n")));
    }
    List<String> environment = AppEnvironment.of(instance, home, gear.variables());
    return ExecChain.of(instance.app().execution(), program, environment, tools);
  }

  /** The folders of another user's logs are the seam's business: root must not make them just anywhere. */
  private static void makeFolders(AppSpec app, Sinks sinks) throws IOException {
    if (app.execution().runAs().isEmpty()) {
      Folders.makeParent(sinks.out());
      Folders.makeParent(sinks.error());
    }
  }
}
