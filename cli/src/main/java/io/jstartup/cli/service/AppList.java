package io.jstartup.cli.service;

import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.List;
import java.util.Map;

/** What the move of apps to services, and back, asks of a supervisor. This is a seam: tests cut the power between any two of these. */
interface AppList extends AutoCloseable {
  List<ProcessRow> rows();

  /** What a save would save. */
  List<SavedInstance> draft();

  /** As {@link SupervisorClient#handOver(Map, String)}. */
  Outcome handOver(Map<Integer, String> services, String gate);

  Outcome restart(List<String> ids);

  /** The list is on the disk when this returns. */
  void save();

  @Override
  void close();

  /** A real supervisor's. */
  static AppList of(SupervisorClient client) {
    return new AppList() {
      @Override
      public List<ProcessRow> rows() {
        return client.list();
      }

      @Override
      public List<SavedInstance> draft() {
        return client.draft();
      }

      @Override
      public Outcome handOver(Map<Integer, String> services, String gate) {
        return client.handOver(services, gate);
      }

      @Override
      public Outcome restart(List<String> ids) {
        return client.restart(ids, SupervisorClient.QUIET);
      }

      @Override
      public void save() {
        client.save(false);
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }
}
