package io.jstartup.supervisor.ops;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.LogFiles;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Apps of one user are much alike: keeps each text of their environments, and each policy, once. */
final class Pool {
  private static final int MOST = 4096;

  private final Map<Object, Object> known = new HashMap<>();

  AppSpec shared(AppSpec app) {
    LogFiles logs = app.logs();
    return new AppSpec(
        app.name(),
        one(app.namespace()),
        shared(app.launch()),
        app.instances(),
        one(app.instanceVar()),
        app.incrementVar(),
        app.clusterMode(),
        app.autostart(),
        one(app.stop()),
        one(app.restart()),
        new LogFiles(logs.out(), logs.error(), logs.combined(), logs.merge(), one(logs.policy())),
        app.pidFile(),
        one(app.listenTimeout()),
        one(app.ready()),
        one(app.execution()),
        one(app.watch()),
        one(app.listen()),
        app.others());
  }

  private Launch shared(Launch launch) {
    Map<String, String> env = new LinkedHashMap<>();
    launch.env().forEach((name, value) -> env.put(one(name), one(value)));
    return new Launch(
        one(launch.executable()),
        one(launch.args()),
        one(launch.interpreter()),
        one(launch.interpreterArgs()),
        one(launch.cwd()),
        env);
  }

  @SuppressWarnings("unchecked") // what equals it is of its class
  private <T> T one(T value) {
    if (known.size() > MOST) {
      known.clear();
    }
    Object before = known.putIfAbsent(value, value);
    return before == null ? value : (T) before;
  }
}
