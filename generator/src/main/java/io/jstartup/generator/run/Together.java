package io.jstartup.generator.run;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.Command;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs commands at the same time, so that all take as long as the longest. */
public final class Together {
  /** Each has a process or a few; more services than this are stopped as others end. */
  static final int MOST = 100;

  private final CommandRunner runner;
  private final Runnable ended;

  /** @param ended told of each command of several that has succeeded, on its own thread */
  public Together(CommandRunner runner, Runnable ended) {
    this.runner = runner;
    this.ended = ended;
  }

  /** The list in its order: those beside each other that may run together are one step, each other one is a step of its own. */
  public static List<List<Command>> steps(List<Command> commands) {
    List<List<Command>> steps = new ArrayList<>();
    boolean open = false;
    for (Command command : commands) {
      if (open && command.together()) {
        steps.get(steps.size() - 1).add(command);
      } else {
        steps.add(new ArrayList<>(List.of(command)));
      }
      open = command.together();
    }
    return steps;
  }

  /** Runs all, whichever fails, and waits for all; gives what failed, in the order of the commands. */
  public Map<Command, ProblemsException> run(List<Command> step) {
    Map<Command, ProblemsException> failures = new LinkedHashMap<>();
    if (step.size() == 1) {
      failure(step.get(0), () -> {}).ifPresent(failure -> failures.put(step.get(0), failure));
      return failures;
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(step.size(), MOST));
    try {
      Map<Command, Future<Optional<ProblemsException>>> running = new LinkedHashMap<>();
      step.forEach(command -> running.put(command, threads.submit(() -> failure(command, ended))));
      running.forEach(
          (command, future) -> await(future).ifPresent(failure -> failures.put(command, failure)));
      return failures;
    } finally {
      threads.shutdownNow();
    }
  }

  private Optional<ProblemsException> failure(Command command, Runnable afterwards) {
    try {
      runner.require(command);
      afterwards.run();
      return Optional.empty();
    } catch (ProblemsException e) {
      return Optional.of(e);
    }
  }

  private static Optional<ProblemsException> await(Future<Optional<ProblemsException>> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemsException(new Problem("the wait for the services was interrupted", ""), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** All that failed, as one. */
  public static ProblemsException all(Collection<ProblemsException> failures) {
    List<Problem> problems = new ArrayList<>();
    failures.forEach(failure -> problems.addAll(failure.problems()));
    ProblemsException all = new ProblemsException(problems);
    failures.forEach(all::addSuppressed);
    return all;
  }
}
