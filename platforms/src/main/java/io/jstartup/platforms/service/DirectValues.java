package io.jstartup.platforms.service;

import io.jstartup.model.AppSpec;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.exec.Limit;
import io.jstartup.model.exec.Resource;
import io.jstartup.model.exec.RunAs;
import io.jstartup.model.hook.Account;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the scripts of a service without a runner put in: numbers, and words of whole arguments. */
final class DirectValues {
  private static final long LONGEST_BACKOFF = 15_000;
  private static final long MARGIN = 5_000;
  private static final int CENTISECOND = 10;
  private static final int HIGHEST_CODE = 255;

  private DirectValues() {}

  static Map<String, Object> of(AppSpec app, Account account, Path state) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("state", state.toString());
    values.put("become", become(app, account));
    values.put("nice", app.execution().nice().map(String::valueOf).orElse(""));
    Limit files = app.execution().limits().get(Resource.NOFILE);
    values.put("softFiles", files == null ? "65536" : word(files.soft()));
    values.put("hardFiles", files == null ? "" : word(files.hard()));
    stop(values, app);
    restart(values, app.restart());
    long delay = app.restart().delay().toMillis();
    long longest = Math.max(delay, app.restart().initialBackoff().isZero() ? 0 : LONGEST_BACKOFF);
    values.put("finishMillis", Long.toString(app.stop().timeout().toMillis() + longest + MARGIN));
    return values;
  }

  private static void stop(Map<String, Object> values, AppSpec app) {
    long millis = Math.max(1, app.stop().timeout().toMillis());
    values.put("signal", Integer.toString(app.stop().signal().number()));
    values.put("tree", app.stop().tree());
    values.put("killMillis", Long.toString(millis));
    values.put("killTime", centiseconds(Duration.ofMillis(millis)));
    values.put("stopTime", centiseconds(Duration.ofMillis(millis + MARGIN)));
    values.put("wholeSeconds", Long.toString((millis + 999) / 1000));
    values.put("killSeconds", String.format("%d.%03d", millis / 1000, millis % 1000));
  }

  private static void restart(Map<String, Object> values, RestartPolicy restart) {
    values.put("autorestart", restart.autorestart());
    values.put(
        "stopCodes",
        restart.stopExitCodes().stream()
            .filter(code -> code >= 0 && code <= HIGHEST_CODE)
            .sorted()
            .map(String::valueOf)
            .toList());
    values.put("delay", Long.toString(restart.delay().toMillis()));
    values.put(
        "backoff", Long.toString(Math.min(LONGEST_BACKOFF, restart.initialBackoff().toMillis())));
    values.put("maxRestarts", Integer.toString(restart.maxRestarts()));
    values.put("minUptime", centiseconds(restart.minUptime()));
    Duration window = restart.minUptime().multipliedBy(Math.max(0, restart.maxRestarts()));
    values.put("window", centiseconds(window));
  }

  private static String centiseconds(Duration time) {
    return Long.toString((time.toMillis() + CENTISECOND - 1) / CENTISECOND);
  }

  private static List<String> become(AppSpec app, Account account) {
    if (app.execution().runAs().isEmpty()) {
      return List.of(
          "setpriv",
          "--reuid=" + Integer.toUnsignedString(account.uid()),
          "--regid=" + Integer.toUnsignedString(account.gid()),
          "--init-groups",
          "--");
    }
    RunAs user = app.execution().runAs().get();
    String groups =
        user.groups().stream().map(Integer::toUnsignedString).collect(Collectors.joining(","));
    return List.of(
        "setpriv",
        "--reuid=" + Integer.toUnsignedString(user.uid()),
        "--regid=" + Integer.toUnsignedString(user.gid()),
        groups.isEmpty() ? "--clear-groups" : "--groups=" + groups,
        "--");
  }

  private static String word(long limit) {
    return limit == Limit.UNLIMITED ? "unlimited" : Long.toString(limit);
  }
}
