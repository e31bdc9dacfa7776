package io.jstartup.cli.units;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.SavedInstance;
import io.jstartup.platforms.systemd.apps.UnitState;
import io.jstartup.supervisor.client.Description;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The list with what systemd says of the services in it. Without any it is the same list, and nobody is asked. */
public final class UnitRows {
  private UnitRows() {}

  /** In their order, as the list of this home has them. */
  public static List<ProcessRow> of(List<ProcessRow> rows, HomeLayout home) {
    List<String> services = new ArrayList<>();
    for (ProcessRow row : rows) {
      if (row.isService()) {
        services.add(row.service());
      }
    }
    return services.isEmpty() ? rows : with(rows, AskedUnits.of(services, home));
  }

  private static List<ProcessRow> with(List<ProcessRow> rows, AskedUnits units) {
    return rows.stream().map(row -> row.isService() ? row(row, units) : row).toList();
  }

  private static ProcessRow row(ProcessRow row, AskedUnits units) {
    UnitState state = units.state(row.service());
    return new ProcessRow(
        row.id(),
        row.name(),
        row.namespace(),
        row.mode(),
        row.number(),
        state.pid(),
        state.uptimeMillis(),
        state.restarts(),
        state.status().word(),
        state.cpu(),
        state.memory(),
        row.user(),
        state.reason(),
        row.service());
  }

  /** The services of these whose output goes to the journal. */
  public static Set<String> inJournal(List<SavedInstance> instances, HomeLayout home) {
    List<String> services = new ArrayList<>();
    for (SavedInstance instance : instances) {
      if (instance.isService()) {
        services.add(instance.service());
      }
    }
    if (services.isEmpty()) {
      return Set.of();
    }
    AskedUnits units = AskedUnits.of(services, home);
    return services.stream()
        .filter(service -> units.state(service).journal())
        .collect(Collectors.toSet());
  }

  /** All that is known of instances, likewise. */
  public static List<Description> described(List<Description> all, HomeLayout home) {
    List<ProcessRow> rows = of(all.stream().map(Description::process).toList(), home);
    List<Description> described = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      described.add(rows.get(i).isService() ? described(all.get(i), rows.get(i)) : all.get(i));
    }
    return described;
  }

  private static Description described(Description before, ProcessRow row) {
    long started = row.pid() == 0 ? 0 : System.currentTimeMillis() - row.uptimeMillis();
    return new Description(
        row,
        before.saved(),
        0,
        started,
        before.createdMillis(),
        "",
        0,
        "",
        List.of(),
        before.timeZone(),
        0);
  }
}
