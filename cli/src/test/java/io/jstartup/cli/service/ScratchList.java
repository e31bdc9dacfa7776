package io.jstartup.cli.service;

import io.jstartup.dump.AppEntries;
import io.jstartup.dump.ServiceGates;
import io.jstartup.dump.json.Json;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.control.ProcessRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a supervisor does with its list when apps change hands, as {@code ServiceTest} has it of the real one. */
final class ScratchList implements AppList {
  private final ScratchMachine machine;
  private final HomeLayout home;
  private final List<SavedInstance> list;

  /** Has all as its own, and saved. */
  ScratchList(ScratchMachine machine, List<SavedInstance> list) {
    this.machine = machine;
    this.home = new HomeLayout(machine.at(machine.hook.jstartupHome()));
    this.list = new ArrayList<>(list);
    write();
  }

  /** Whole, as {@code CutWritesTest} has it of the real one, but without the fsyncs. */
  private void write() {
    try {
      Files.write(home.dump(), Json.pretty(AppEntries.tree(list)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<ProcessRow> rows() {
    List<ProcessRow> rows = new ArrayList<>();
    for (SavedInstance saved : list) {
      String status = saved.run() && !saved.isService() ? "online" : "stopped";
      rows.add(
          new ProcessRow(
              rows.size(),
              saved.app().name(),
              "default",
              "fork",
              saved.number(),
              0,
              0,
              0,
              status,
              0,
              0,
              "www",
              "",
              saved.service()));
    }
    return rows;
  }

  @Override
  public List<SavedInstance> draft() {
    return List.copyOf(list);
  }

  /** They are stopped; what is given back stays so. */
  @Override
  public Outcome handOver(Map<Integer, String> services, String gate) {
    machine.step();
    services.forEach(
        (id, service) -> {
          SavedInstance saved = list.get(id);
          boolean run = !service.isEmpty() && saved.run();
          list.set(
              id,
              new SavedInstance(saved.app(), saved.number(), saved.uniqueId(), run, service, gate));
        });
    return new Outcome(List.of(), List.of());
  }

  @Override
  public Outcome restart(List<String> ids) {
    machine.step();
    ids.stream()
        .map(Integer::parseInt)
        .forEach(
            id -> {
              SavedInstance saved = list.get(id);
              list.set(id, new SavedInstance(saved.app(), saved.number(), saved.uniqueId(), true));
            });
    return new Outcome(List.of(), List.of());
  }

  @Override
  public void save() {
    machine.step();
    write();
  }

  /** What the boot's supervisor takes up, its gates being looked for on the scratch machine. */
  static List<SavedInstance> atBoot(ScratchMachine machine) {
    HomeLayout home = new HomeLayout(machine.at(machine.hook.jstartupHome()));
    try {
      List<SavedInstance> saved =
          AppEntries.read(Json.parse(Files.readAllBytes(home.dump()))).instances();
      return ServiceGates.settled(
          saved.stream()
              .map(
                  it ->
                      new SavedInstance(
                          it.app(),
                          it.number(),
                          it.uniqueId(),
                          it.run(),
                          it.service(),
                          it.gate().isEmpty() ? "" : machine.at(Path.of(it.gate())).toString()))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {}
}
