package io.jstartup.supervisor.watch;

import io.jstartup.model.WatchPolicy;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.process.EventLog;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import io.jstartup.supervisor.process.Supervision;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Restarts apps whose files change, for as long as they are wanted: one that was stopped is not watched, one that ended by itself or
 * was given up is. Instances with the same folder and rules share a watch. Costs a thread while any app is watched, and nothing before.
 * On the loop's thread.
 */
public final class Watching implements Observer {
  private record Subject(String cwd, WatchPolicy policy) {}

  private record Open(WatchRules rules, WatchedTree tree, Watch watch) {}

  private final Supervision supervision;
  private final EventLoop loop;
  private final EventLog log;
  private final Path home;
  private final Map<Subject, Open> open = new HashMap<>();
  private FolderWatcher watcher;
  private boolean stale = true;

  /** @param home the supervisor's folder, in which nothing counts */
  public Watching(Supervision supervision, Path home) {
    this.supervision = supervision;
    this.loop = supervision.loop();
    this.log = supervision.log();
    this.home = home;
  }

  @Override
  public void described(Instance instance) {
    stale = true;
  }

  @Override
  public void changed(Instance instance) {
    stale = true;
  }

  @Override
  public void removed(Instance instance) {
    stale = true;
  }

  /** Watches what is to be watched now; at the end of a turn. */
  public void sync() {
    if (!stale) {
      return;
    }
    stale = false;
    Map<Subject, List<Instance>> wanted = wanted();
    if (wanted.isEmpty() && open.isEmpty()) {
      return;
    }
    closeAllBut(wanted.keySet());
    OwnFiles ownFiles = ownFiles();
    for (Map.Entry<Subject, List<Instance>> each : wanted.entrySet()) {
      Open one = open.get(each.getKey());
      if (one != null) {
        one.rules().ownFiles(ownFiles);
        watcher.execute(one.tree()::renew);
        continue;
      }
      one = open(each.getKey(), each.getValue().get(0), ownFiles);
      if (one != null) {
        open.put(each.getKey(), one);
      }
    }
  }

  private Map<Subject, List<Instance>> wanted() {
    Map<Subject, List<Instance>> wanted = new LinkedHashMap<>();
    for (Instance instance : supervision.instances().all()) {
      if (isWatched(instance)) {
        wanted.computeIfAbsent(subject(instance), key -> new ArrayList<>()).add(instance);
      }
    }
    return wanted;
  }

  private static boolean isWatched(Instance instance) {
    return instance.app().watch().on() && (instance.wanted() || instance.endedByItself());
  }

  private static Subject subject(Instance instance) {
    return new Subject(instance.app().launch().cwd(), instance.app().watch());
  }

  private Open open(Subject subject, Instance named, OwnFiles ownFiles) {
    try {
      Path cwd = Path.of(subject.cwd());
      if (watcher == null) {
        watcher = new FolderWatcher(cwd, failure -> loop.post(() -> log.failure(failure)));
      }
      WatchRules rules =
          new WatchRules(
              cwd, subject.policy(), ownFiles, text -> loop.post(() -> log.line(named, text)));
      Watch watch =
          new Watch(
              loop,
              watcher::whenCaughtUp,
              rules.quiet(),
              (file, count) -> restart(subject, cwd, file, count));
      WatchedTree tree =
          new WatchedTree(
              watcher, rules, watch::changed, text -> loop.post(() -> log.line(named, text)));
      watcher.execute(tree::open);
      return new Open(rules, tree, watch);
    } catch (InvalidPathException e) {
      log.line(named, "cannot watch '" + subject.cwd() + "': " + e.getReason());
    } catch (IOException e) {
      log.line(named, WatchFailure.describe(Path.of(subject.cwd()), 0, e));
    }
    return null;
  }

  private void closeAllBut(Set<Subject> wanted) {
    open.entrySet()
        .removeIf(
            entry -> {
              boolean over = !wanted.contains(entry.getKey());
              if (over) {
                entry.getValue().watch().close();
                watcher.execute(entry.getValue().tree()::close);
              }
              return over;
            });
    if (wanted.isEmpty() && watcher != null) {
      closeWatcher();
    }
  }

  private void closeWatcher() {
    try {
      watcher.close();
    } catch (IOException e) {
      log.failure(e);
    }
    watcher = null;
  }

  private void restart(Subject subject, Path cwd, Path file, int count) {
    Path shown = file.startsWith(cwd) ? cwd.relativize(file) : file;
    String more = count > 1 ? " and " + (count - 1) + " more changes" : "";
    for (Instance instance : new ArrayList<>(supervision.instances().all())) {
      if (isWatched(instance) && subject(instance).equals(subject)) {
        supervision.restarting().restartAnew(instance, "restart", "'" + shown + "' changed" + more);
      }
    }
  }

  private OwnFiles ownFiles() {
    OwnFiles files = new OwnFiles(home);
    supervision.instances().all().forEach(instance -> files.add(instance.app()));
    return files;
  }
}
