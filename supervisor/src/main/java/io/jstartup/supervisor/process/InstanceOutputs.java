package io.jstartup.supervisor.process;

import io.jstartup.supervisor.output.Outputs;

/** Tells those who write the logs what becomes of the instances. */
final class InstanceOutputs implements Observer {
  private final Outputs outputs;

  InstanceOutputs(Outputs outputs) {
    this.outputs = outputs;
  }

  @Override
  public void changed(Instance instance) {}

  @Override
  public void removed(Instance instance) {
    outputs.leave(instance.uniqueId());
  }

  @Override
  public void happened(String event, Instance instance, int pid, String detail) {
    if (event.equals("exit")) {
      outputs.endLines(instance.uniqueId());
    }
  }
}
