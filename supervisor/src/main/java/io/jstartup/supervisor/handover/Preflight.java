package io.jstartup.supervisor.handover;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.supervisor.control.Protocol;
import io.jstartup.supervisor.live.LiveState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The next version tried as a child, before the running one gives its process away: after that only an init system could help one that
 * does not come up.
 */
public final class Preflight {
  private static final String WHAT = "cannot replace the supervisor";
  private static final long LONGEST_SECONDS = 20;
  private static final int TAIL = 2000;

  private Preflight() {}

  /**
   * In the version that is tried: uses what a supervisor can't do without.
   *
   * @return a line for {@link #run}
   * @throws ProblemsException when it could not take over; says why
   */
  public static String check(HomeLayout home, OperatingSystem os, String version) {
    try {
      os.poller().close();
      os.boot();
      if (os.replacement().isEmpty()) {
        throw new ProblemsException(WHAT, "it can't be done on this system", "");
      }
      Optional<LiveState> live = LiveState.load(home.liveState());
      if (live.isEmpty() || !live.get().boot().equals(os.boot())) {
        throw new ProblemsException(WHAT, "'" + home.liveState() + "' can't be read", "");
      }
      Map<String, Object> said = new LinkedHashMap<>();
      said.put("version", version);
      said.put("protocol", (long) Protocol.VERSION);
      said.put("handover", HandoverState.FORMAT);
      said.put("unreadable", (long) live.get().unreadable());
      return new String(Json.compact(said), StandardCharsets.UTF_8);
    } catch (IOException | OsException e) {
      throw new ProblemsException(new Problem(WHAT, e.getMessage()), e);
    }
  }

  /**
   * In the running version: starts the other one and waits. Not for the loop's thread.
   *
   * @return the other one's version
   * @throws ProblemsException when it must not take over; says why
   */
  static String run(OwnCommand command) {
    List<String> line = command.line(OwnCommand.PREFLIGHT);
    try {
      ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
      builder.environment().clear();
      for (String variable : command.environment()) {
        int equals = variable.indexOf('=');
        builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
      }
      Process process = builder.start();
      try (OutputStream none = process.getOutputStream()) {
        return judge(process);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new ProblemsException(new Problem(WHAT, e.getMessage()), e);
    }
  }

  private static String judge(Process process) throws IOException {
    Thread limit = new Thread(() -> endWhenLate(process), "preflight limit");
    limit.setDaemon(true);
    limit.start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int code = exitCode(process);
    String last = said.substring(said.lastIndexOf('\n') + 1);
    if (code != 0) {
      throw refused("its trial run exited with " + code, said);
    }
    try {
      if (Json.parse(last.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map) {
        return version(map);
      }
    } catch (JsonException e) {
      throw refused("its trial run said what is no answer", said);
    }
    throw refused("its trial run said what is no answer", said);
  }

  private static String version(Map<?, ?> said) {
    String version = String.valueOf(said.get("version"));
    if (!Long.valueOf(HandoverState.FORMAT).equals(said.get("handover"))) {
      throw refused("version " + version + " can't read what this one would leave it", "");
    }
    if (!Long.valueOf(0).equals(said.get("unreadable"))) {
      throw refused("version " + version + " can't read the live state", "");
    }
    return version;
  }

  private static void endWhenLate(Process process) {
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private static int exitCode(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private static ProblemsException refused(String why, String said) {
    String tail = said.substring(Math.max(0, said.length() - TAIL));
    String remedy =
        "the running one goes on, with its apps" + (tail.isEmpty() ? "" : "; it said:\n" + tail);
    return new ProblemsException(WHAT, why, remedy);
  }
}
