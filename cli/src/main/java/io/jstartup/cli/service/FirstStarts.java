package io.jstartup.cli.service;

import io.jstartup.generator.run.UserFiles;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.shell.Keeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Waits until the runner of each service has said how the first start of its app went. */
final class FirstStarts {
  /** For the next runner to begin, since the last has spoken: each is a JVM, and all begin at once. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

  /** For an app to get ready, as long as systemd is given for it. */
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final int LONGEST_REASON = 1000;

  private final Account account;
  private final Runnable spoken;
  private final Duration longestSilence;

  /** @param spoken told of each whose runner has spoken */
  FirstStarts(BootHook hook, Runnable spoken) {
    this(hook.account(), spoken, longestSilence(hook));
  }

  FirstStarts(Account account, Runnable spoken, Duration longestSilence) {
    this.account = account;
    this.spoken = spoken;
    this.longestSilence = longestSilence;
  }

  /** No runner begins before its service has a network, or has waited for it for long enough. */
  static Duration longestSilence(BootHook hook) {
    return hook.waitIp() ? LONGEST_SILENCE.plus(Keeper.LONGEST_WAIT_FOR_NETWORK) : LONGEST_SILENCE;
  }

  /**
   * Returns when all have begun.
   *
   * @param began where each service's runner says so, see {@link io.jstartup.platforms.service.ServicePlan#began()}
   * @throws ProblemsException when any could not be started, with each that could not; an app that began and has ended is none of them
   */
  void await(Map<String, Path> began) {
    Map<String, Path> awaited = new LinkedHashMap<>(began);
    List<Problem> problems = new ArrayList<>();
    long heard = System.nanoTime();
    while (!awaited.isEmpty() && System.nanoTime() - heard < limit(awaited).toNanos()) {
      if (awaited.entrySet().removeIf(it -> hasSpoken(it.getKey(), it.getValue(), problems))) {
        heard = System.nanoTime();
      } else {
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
    }
    awaited.keySet().forEach(service -> problems.add(silent(service)));
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
  }

  private Duration limit(Map<String, Path> awaited) {
    return awaited.values().stream().anyMatch(FirstStarts::hasRunner)
        ? LONGEST_START
        : longestSilence;
  }

  private static boolean hasRunner(Path began) {
    return Files.exists(new HomeLayout(began.getParent()).lock(), LinkOption.NOFOLLOW_LINKS);
  }

  /** The folder is the user's: nothing is read with root's rights. */
  private boolean hasSpoken(String service, Path file, List<Problem> problems) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > 0) {
        problems.add(new Problem(failed(service), reason(file)));
      }
    } catch (IOException e) {
      problems.add(new Problem(failed(service), e.toString()));
    } catch (ProblemsException e) {
      problems.add(new Problem(failed(service), e.getMessage()));
    }
    spoken.run();
    return true;
  }

  private static String failed(String service) {
    return "service '" + service + "' could not start its app";
  }

  private String reason(Path file) {
    String text = new String(new UserFiles().read(account, file), StandardCharsets.UTF_8).strip();
    return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
  }

  private Problem silent(String service) {
    return new Problem(
        "service '" + service + "' has not begun",
        "its runner has not said in time that its app has started",
        "see what the init system says of it");
  }
}
