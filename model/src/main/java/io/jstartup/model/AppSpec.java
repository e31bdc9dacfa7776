package io.jstartup.model;

import io.jstartup.model.exec.Execution;
import io.jstartup.model.listen.ListenAddress;
import io.jstartup.model.ready.ReadyPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an app is, complete: nothing in it depends any more on the folder, the environment or the files of the one who asked for it.
 *
 * @param name its name; several apps may not share one
 * @param namespace {@code default} unless asked otherwise
 * @param launch what is executed
 * @param instances how many of it run; at least 1
 * @param instanceVar the variable that tells an instance its number, {@code NODE_APP_INSTANCE} by default
 * @param incrementVar the variable of its environment whose number each instance has one higher, {@code increment_var}; empty: none.
 *     The environment of a listed instance has its own number in it already
 * @param clusterMode {@code exec_mode: cluster}: the instances share a port
 * @param autostart false: it is listed as stopped until it is started by hand
 * @param stop how it is stopped
 * @param restart when it is started again
 * @param logs where its output goes
 * @param pidFile the instance's pid is written there; the supervisor puts the id in when it lists an instance for the first time
 * @param listenTimeout how long it is waited for until it is ready, at most
 * @param ready when it counts as ready, and whether it goes on well
 * @param execution user, umask, priority and limits of its processes, and the rule of its environment
 * @param watch which changes of files restart it
 * @param listen the sockets that the supervisor holds for all its instances
 * @param others attributes that nothing here interprets yet, by their PM2 names, as JSON values; kept through load and save
 */
public record AppSpec(
    String name,
    String namespace,
    Launch launch,
    int instances,
    String instanceVar,
    String incrementVar,
    boolean clusterMode,
    boolean autostart,
    StopPolicy stop,
    RestartPolicy restart,
    LogFiles logs,
    String pidFile,
    Duration listenTimeout,
    ReadyPolicy ready,
    Execution execution,
    WatchPolicy watch,
    List<ListenAddress> listen,
    Map<String, Object> others) {
  public static final String DEFAULT_NAMESPACE = "default";
  public static final String DEFAULT_INSTANCE_VAR = "NODE_APP_INSTANCE";
  public static final Duration DEFAULT_LISTEN_TIMEOUT = Duration.ofMillis(3000);

  public AppSpec {
    listen = List.copyOf(listen);
    others = others.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(others));
  }

  /** One without sockets. */
  public AppSpec(
      String name,
      String namespace,
      Launch launch,
      int instances,
      String instanceVar,
      String incrementVar,
      boolean clusterMode,
      boolean autostart,
      StopPolicy stop,
      RestartPolicy restart,
      LogFiles logs,
      String pidFile,
      Duration listenTimeout,
      ReadyPolicy ready,
      Execution execution,
      WatchPolicy watch,
      Map<String, Object> others) {
    this(
        name,
        namespace,
        launch,
        instances,
        instanceVar,
        incrementVar,
        clusterMode,
        autostart,
        stop,
        restart,
        logs,
        pidFile,
        listenTimeout,
        ready,
        execution,
        watch,
        List.of(),
        others);
  }

  public AppSpec withListen(List<ListenAddress> newListen) {
    AppSpecParts parts = new AppSpecParts(this);
    parts.listen = newListen;
    return parts.whole();
  }

  /** Whether Node's cluster module in it takes the supervisor for its primary. */
  public boolean clusterWorker() {
    return clusterMode && launch.isNode();
  }

  /** Whether it is not ready by running alone. */
  public boolean awaited() {
    return ready.awaited() || clusterWorker();
  }

  public AppSpec withName(String newName) {
    AppSpecParts parts = new AppSpecParts(this);
    parts.name = newName;
    return parts.whole();
  }

  public AppSpec withLaunch(Launch newLaunch) {
    AppSpecParts parts = new AppSpecParts(this);
    parts.launch = newLaunch;
    return parts.whole();
  }

  public AppSpec withInstances(int newInstances) {
    AppSpecParts parts = new AppSpecParts(this);
    parts.instances = newInstances;
    return parts.whole();
  }

  public AppSpec withFiles(LogFiles newLogs, String newPidFile) {
    AppSpecParts parts = new AppSpecParts(this);
    parts.logs = newLogs;
    parts.pidFile = newPidFile;
    return parts.whole();
  }

  public AppSpec withExecution(Execution newExecution) {
    AppSpecParts parts = new AppSpecParts(this);
    parts.execution = newExecution;
    return parts.whole();
  }

  public AppSpec withWatch(WatchPolicy newWatch) {
    AppSpecParts parts = new AppSpecParts(this);
    parts.watch = newWatch;
    return parts.whole();
  }

  public AppSpec withReady(ReadyPolicy newReady) {
    AppSpecParts parts = new AppSpecParts(this);
    parts.ready = newReady;
    return parts.whole();
  }

  public AppSpec withListenTimeout(Duration newListenTimeout) {
    AppSpecParts parts = new AppSpecParts(this);
    parts.listenTimeout = newListenTimeout;
    return parts.whole();
  }

  public AppSpec withOthers(Map<String, Object> newOthers) {
    AppSpecParts parts = new AppSpecParts(this);
    parts.others = newOthers;
    return parts.whole();
  }
}
