package io.jstartup.model;

import io.jstartup.model.exec.Execution;
import io.jstartup.model.listen.ListenAddress;
import io.jstartup.model.ready.ReadyPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What an {@link AppSpec} is made of, for one with some of it changed. */
final class AppSpecParts {
  String name;
  private final String namespace;
  Launch launch;
  int instances;
  private final String instanceVar;
  private final String incrementVar;
  private final boolean clusterMode;
  private final boolean autostart;
  private final StopPolicy stop;
  private final RestartPolicy restart;
  LogFiles logs;
  String pidFile;
  Duration listenTimeout;
  ReadyPolicy ready;
  Execution execution;
  WatchPolicy watch;
  List<ListenAddress> listen;
  Map<String, Object> others;

  AppSpecParts(AppSpec app) {
    name = app.name();
    namespace = app.namespace();
    launch = app.launch();
    instances = app.instances();
    instanceVar = app.instanceVar();
    incrementVar = app.incrementVar();
    clusterMode = app.clusterMode();
    autostart = app.autostart();
    stop = app.stop();
    restart = app.restart();
    logs = app.logs();
    pidFile = app.pidFile();
    listenTimeout = app.listenTimeout();
    ready = app.ready();
    execution = app.execution();
    watch = app.watch();
    listen = app.listen();
    others = app.others();
  }

  AppSpec whole() {
    return new AppSpec(
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
        listen,
        others);
  }
}
