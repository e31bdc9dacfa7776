package io.jstartup.cli.service;

import io.jstartup.cli.output.Console;
import io.jstartup.model.Problem;
import io.jstartup.platforms.service.AppService;
import io.jstartup.platforms.service.Fidelity;
import io.jstartup.platforms.service.MappedField;
import io.jstartup.platforms.service.ServicePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of each app its service keeps: as text, as JSON, and as the problems that {@code --strict} makes of it. */
final class ServiceReport {
  private ServiceReport() {}

  /** What the init system can't do for any of them. */
  static void warn(Console console, ServicePlan plan) {
    plan.hook().notes().forEach(note -> console.warn(new Problem(note, "")));
  }

  static String text(ServicePlan plan) {
    StringBuilder text = new StringBuilder();
    for (AppService service : plan.services()) {
      text.append(service.service()).append('\n');
      if (!service.runner().isEmpty()) {
        text.append("  runner        ").append(service.runner()).append('\n');
      }
      service.fields().forEach(field -> text.append(line(field)));
    }
    return text.toString();
  }

  private static String line(MappedField field) {
    return String.format("  %-12s  %s: %s%n", field.fidelity().word(), field.field(), field.note());
  }

  static List<Object> json(ServicePlan plan) {
    List<Object> services = new ArrayList<>();
    for (AppService service : plan.services()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("service", service.service());
      json.put("app", service.app());
      json.put("instance", (long) service.number());
      json.put("starts", service.starts());
      json.put("runner", service.runner());
      json.put("fields", service.fields().stream().map(ServiceReport::json).toList());
      services.add(json);
    }
    return services;
  }

  private static Map<String, Object> json(MappedField field) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("field", field.field());
    json.put("fidelity", field.fidelity().word());
    json.put("note", field.note());
    return json;
  }

  /** One for each setting that is lost. */
  static List<Problem> losses(ServicePlan plan) {
    List<Problem> problems = new ArrayList<>();
    for (AppService service : plan.services()) {
      service.fields().stream()
          .filter(field -> field.fidelity() == Fidelity.LOST)
          .map(
              field ->
                  new Problem(
                      "app '" + service.app() + "' would lose " + field.field(),
                      field.note(),
                      "leave it to the boot hook, or go without --strict"))
          .forEach(problems::add);
    }
    return problems;
  }
}
