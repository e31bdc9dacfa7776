package io.jstartup.supervisor.ops;

import io.jstartup.supervisor.control.OpenRequest;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import java.util.ArrayList;
import java.util.List;

/** The operations under way. */
final class Operations implements Observer {
  private final List<Operation> running = new ArrayList<>();
  private Operation starting;

  /** Awaits its instances while and after this is done to them, so that those that are removed at once are seen too. */
  void begin(Operation operation, Runnable doing) {
    starting = operation;
    try {
      doing.run();
    } finally {
      starting = null;
    }
    add(operation);
  }

  /** Answers it now or when its instances have come to rest. */
  void add(Operation operation) {
    operation.look();
    if (operation.done()) {
      operation.reply();
    } else {
      running.add(operation);
    }
  }

  List<OpenRequest> open() {
    return running.stream().map(Operation::open).toList();
  }

  @Override
  public void changed(Instance instance) {
    for (int i = 0; i < running.size(); i++) {
      running.get(i).changed(instance);
    }
    replyDone();
  }

  @Override
  public void removed(Instance instance) {
    if (starting != null) {
      starting.removed(instance);
    }
    for (int i = 0; i < running.size(); i++) {
      running.get(i).removed(instance);
    }
    replyDone();
  }

  private void replyDone() {
    for (int i = running.size() - 1; i >= 0; i--) {
      if (running.get(i).done()) {
        running.remove(i).reply();
      }
    }
  }
}
