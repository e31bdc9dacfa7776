package io.jstartup.supervisor.ready;

import io.jstartup.model.DrainPolicy;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.supervisor.call.Calls;
import io.jstartup.supervisor.process.Drain;
import io.jstartup.supervisor.process.Drainer;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.util.HashMap;
import java.util.Map;

/**
 * The drains of all instances. A run is drained as it was told at its start: its description and its id may be others by then. On the
 * loop's thread.
 */
final class Drains implements Drainer {
  private static final int MOST_CALLS = 128;

  private final Supervision supervision;
  private final DrainFiles files;
  private final Calls calls = new Calls("drain", MOST_CALLS);
  private final Map<Instance, DrainPolicy> started = new HashMap<>();

  Drains(Supervision supervision, OperatingSystem os) {
    this.supervision = supervision;
    this.files = new DrainFiles(supervision.log(), os);
  }

  /** A run is about to begin: it isn't leaving. */
  void mark(Instance instance) {
    removeFile(instance);
    started.remove(instance);
    DrainPolicy next = filled(instance);
    if (!next.none()) {
      started.put(instance, next);
      removeFile(instance);
    }
  }

  /** It has no next start. */
  void forget(Instance instance) {
    removeFile(instance);
    started.remove(instance);
  }

  /** One on trial has never been drained: the file of that name is another's. */
  private void removeFile(Instance instance) {
    if (!instance.beside().onTrial()) {
      policy(instance).file().ifPresent(file -> files.remove(instance, file));
    }
  }

  @Override
  public Drain begin(Instance instance, Runnable done) {
    DrainPolicy policy = policy(instance);
    policy.file().ifPresent(file -> files.make(instance, file));
    return new Draining(supervision, instance, policy, calls, done);
  }

  private DrainPolicy policy(Instance instance) {
    DrainPolicy known = started.get(instance);
    return known == null ? filled(instance) : known;
  }

  private static DrainPolicy filled(Instance instance) {
    DrainPolicy policy = instance.app().stop().drain();
    return new DrainPolicy(
        policy.file().map(text -> Questions.filled(text, instance)),
        policy.http().map(text -> Questions.filled(text, instance)),
        policy.timeout(),
        policy.delay());
  }
}
