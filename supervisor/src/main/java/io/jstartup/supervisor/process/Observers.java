package io.jstartup.supervisor.process;

import io.jstartup.supervisor.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * All who hear of changes of the process list, each in the order in which they were added. On the loop's thread only. One that fails
 * keeps nobody else from hearing, and no action from being done.
 */
public final class Observers {
  private final Instances instances;
  private final EventLoop loop;
  private final List<Observer> all = new ArrayList<>();

  Observers(Instances instances, EventLoop loop) {
    this.instances = instances;
    this.loop = loop;
  }

  void add(Observer observer) {
    all.add(observer);
  }

  /** For what has to fail when one of them does. */
  List<Observer> all() {
    return all;
  }

  void described(Instance instance) {
    toAll(observer -> observer.described(instance));
  }

  /** Of one that is off the list nobody hears any more: who keeps notes would keep it for ever. */
  void changed(Instance instance) {
    if (instances.contains(instance)) {
      toAll(observer -> observer.changed(instance));
    }
  }

  void removed(Instance instance) {
    toAll(observer -> observer.removed(instance));
  }

  /** It sent this JSON value over its channel. */
  public void said(Instance instance, Object message) {
    toAll(observer -> observer.said(instance, message));
  }

  /** Tells the outside. */
  void happened(String event, Instance instance, int pid, String detail) {
    toAll(observer -> observer.happened(event, instance, pid, detail));
  }

  private void toAll(Consumer<Observer> what) {
    for (Observer observer : all) {
      loop.guarded(() -> what.accept(observer));
    }
  }
}
