package io.jstartup.supervisor.ops;

import io.jstartup.model.Problem;
import io.jstartup.supervisor.control.OpenRequest;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The operations under way. */
final class Operations implements Observer {
  private final List<Operation> running = new ArrayList<>();
  private final Supplier<List<Problem>> unwritten;
  private Operation starting;

  /** @param unwritten what is against a change's having been written down */
  Operations(Supplier<List<Problem>> unwritten) {
    this.unwritten = unwritten;
  }

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
      operation.reply(unwritten);
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
        running.remove(i).reply(unwritten);
      }
    }
  }
}
