package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Problem;
import io.jstartup.model.SavedInstance;
import io.jstartup.platforms.service.AppService;
import io.jstartup.platforms.service.Fidelity;
import io.jstartup.platforms.service.MappedField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One instance's unit while it is put together, line by line with the report of what the lines keep. For one thread. */
final class Draft {
  private final SavedInstance saved;
  private final String name;
  private final int version;
  private final UnitScope scope;
  private final List<String> unit = new ArrayList<>();
  private final List<String> service = new ArrayList<>();
  private final List<MappedField> fields = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  Draft(SavedInstance saved, String name, int version, UnitScope scope) {
    this.saved = saved;
    this.name = name;
    this.version = version;
    this.scope = scope;
  }

  SavedInstance saved() {
    return saved;
  }

  AppSpec app() {
    return saved.app();
  }

  String name() {
    return name;
  }

  int version() {
    return version;
  }

  /** Whose unit it is. */
  UnitScope scope() {
    return scope;
  }

  /** Whether this systemd knows what came with that version. */
  boolean knows(int since) {
    return version >= since;
  }

  /** A line of {@code [Unit]}. */
  void unit(String line) {
    unit.add(line);
  }

  /** A line of {@code [Service]}. */
  void service(String line) {
    service.add(line);
  }

  void exact(String field, String note) {
    fields.add(new MappedField(field, Fidelity.EXACT, note));
  }

  void approximated(String field, String note) {
    fields.add(new MappedField(field, Fidelity.APPROXIMATED, note));
  }

  void lost(String field, String note) {
    fields.add(new MappedField(field, Fidelity.LOST, note));
  }

  /** The escaped text; when a unit can't carry it, that is a problem of this app, and the text is empty. */
  String carried(String field, Supplier<String> escaped) {
    try {
      return escaped.get();
    } catch (IllegalArgumentException e) {
      problems.add(
          new Problem(
              "cannot make app '" + app().name() + "' a service: " + field,
              e.getMessage(),
              "change that, or leave this app to the boot hook and name the others"));
      return "";
    }
  }

  List<MappedField> fields() {
    return fields;
  }

  List<Problem> problems() {
    return problems;
  }

  /** The whole unit. */
  String text() {
    return "# Written by 'jstartup native'; 'jstartup native remove' takes it away.\n[Unit]\n"
        + lines(unit)
        + "\n[Service]\n"
        + lines(service);
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  AppService done(boolean starts) {
    return new AppService(name + ".service", app().name(), saved.number(), starts, fields);
  }
}
