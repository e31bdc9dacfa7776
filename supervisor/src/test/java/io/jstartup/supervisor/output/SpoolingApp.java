package io.jstartup.supervisor.output;

import io.jstartup.model.AppSpec;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Launch;
import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogRotation;
import io.jstartup.model.LogType;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.WatchPolicy;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.supervisor.Await;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Outputs of an app, which is the test: it writes to the spools, and sees what comes into the logs. */
abstract class SpoolingApp {
  static final LogPolicy HOURS = new LogPolicy(false, LogType.RAW, "[at]", LogRotation.USUAL);

  @TempDir Path folder;
  final Queue<String> events = new ConcurrentLinkedQueue<>();
  final String id = UUID.randomUUID().toString();
  volatile String fault = "";
  private final List<Outputs> all = new ArrayList<>();

  @AfterEach
  void finish() {
    all.forEach(Outputs::resume);
    all.forEach(outputs -> outputs.finish(Duration.ofSeconds(5)));
  }

  /** Opening a log fails with the {@link #fault}, when there is one. */
  private OperatingSystem faulty() {
    OperatingSystem real = OperatingSystems.current();
    return (OperatingSystem)
        Proxy.newProxyInstance(
            OperatingSystem.class.getClassLoader(),
            new Class<?>[] {OperatingSystem.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("openLog") && !fault.isEmpty()) {
                throw new IOException(fault);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  Outputs outputs() {
    Outputs outputs = new Outputs(new HomeLayout(folder), faulty(), events::add);
    all.add(outputs);
    return outputs;
  }

  static AppSpec app(LogFiles logs) {
    Launch launch = new Launch("/bin/true", List.of(), "none", List.of(), "/", Map.of());
    return new AppSpec(
        "web",
        "default",
        launch,
        1,
        AppSpec.DEFAULT_INSTANCE_VAR,
        "",
        false,
        true,
        StopPolicy.DEFAULT,
        RestartPolicy.DEFAULT,
        logs,
        "",
        AppSpec.DEFAULT_LISTEN_TIMEOUT,
        ReadyPolicy.AT_ONCE,
        Execution.INHERITED,
        WatchPolicy.OFF,
        Map.of());
  }

  Path log(String name) {
    return folder.resolve("l").resolve(name);
  }

  LogFiles files(LogPolicy policy) {
    return new LogFiles(
        log("out").toString(), log("err").toString(), log("all").toString(), true, policy);
  }

  static void write(String file, String text) throws IOException {
    Files.writeString(
        Path.of(file),
        text,
        StandardCharsets.ISO_8859_1,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  String read(String log) throws IOException {
    Path file = log(log);
    return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
  }

  void awaitLog(String log, String text) throws Exception {
    Await.until(log + " is " + text, () -> read(log).equals(text));
  }
}
