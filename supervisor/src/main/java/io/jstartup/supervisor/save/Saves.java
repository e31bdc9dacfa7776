package io.jstartup.supervisor.save;

import io.jstartup.dump.DumpStore;
import io.jstartup.dump.SaveResult;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.state.Desired;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Saves the list on a thread of its own, because the disk and another writer of the list may take their time. For the loop's thread.
 */
public final class Saves {
  private final Supervision supervision;
  private final DumpStore dump;
  private final Executor thread = thread();
  private int running;

  public Saves(Supervision supervision, DumpStore dump) {
    this.supervision = supervision;
    this.dump = dump;
  }

  /** What a save would write now. */
  public List<SavedInstance> current() {
    List<SavedInstance> list = new ArrayList<>();
    for (Instance instance : supervision.instances().all()) {
      if (instance.state().desired() != Desired.FORGET && instance.counts()) {
        list.add(instance.saved());
      }
    }
    return list;
  }

  /**
   * Saves this list.
   *
   * @param done hears of all that went wrong, on the loop's thread
   */
  public void save(List<SavedInstance> list, boolean force, Consumer<List<Problem>> done) {
    later(
        () -> {
          List<Problem> problems = write(list, force);
          supervision.loop().post(() -> done.accept(problems));
        });
  }

  /** Runs it after all saves that were asked for before. */
  void later(Runnable task) {
    running++;
    thread.execute(
        () -> {
          try {
            task.run();
          } finally {
            supervision.loop().post(() -> running--);
          }
        });
  }

  /** Whether the list is being written, or read, at this moment. */
  public boolean busy() {
    return running > 0;
  }

  private List<Problem> write(List<SavedInstance> list, boolean force) {
    try {
      return problems(dump.save(list, force));
    } catch (ProblemsException e) {
      return e.problems();
    } catch (RuntimeException e) {
      return List.of(new Problem("cannot save", e.toString()));
    }
  }

  private static List<Problem> problems(SaveResult result) {
    return switch (result) {
      case SAVED, UNCHANGED -> List.of();
      case EMPTY_NOT_SAVED ->
          List.of(
              new Problem(
                  "nothing was saved", "the list is empty", "save it all the same with --force"));
      case SERVICES_NOT_SAVED ->
          List.of(
              new Problem(
                  "nothing was saved",
                  "nothing but services of the init system is listed, and others are saved",
                  "list those again with 'jstartup resurrect', or save without them with --force"));
    };
  }

  /** One after the other, in the order they were asked for: an older list must not replace a newer one. */
  private static Executor thread() {
    return new ThreadPoolExecutor(
        0,
        1,
        1,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> {
          Thread writer = new Thread(task, "save");
          writer.setDaemon(true);
          return writer;
        });
  }
}
