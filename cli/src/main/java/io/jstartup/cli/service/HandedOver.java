package io.jstartup.cli.service;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.service.AppService;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What of a supervisor's list becomes services.
 *
 * @param services the service of each, by its id
 * @param running the ids of those that run and whose service is to run
 */
record HandedOver(Map<Integer, String> services, List<String> running) {
  /** Of systemd's services alone there are some for apps that are down. */
  private static final String UNIT = ".service";

  /**
   * Pairs them off.
   *
   * @param mark how lists name the service of this name, see {@link io.jstartup.model.ServiceMark}
   * @throws ProblemsException when a service would be started of an app that is not listed: nobody would know of it
   */
  static HandedOver of(
      List<AppService> planned, List<ProcessRow> rows, UnaryOperator<String> mark) {
    Map<Integer, String> services = new LinkedHashMap<>();
    List<String> running = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (AppService service : planned) {
      List<ProcessRow> its = rows.stream().filter(row -> isOf(row, service)).toList();
      if (its.isEmpty()) {
        problems.add(unlisted(service));
      }
      if (service.starts() || service.service().endsWith(UNIT)) {
        its.forEach(row -> services.put(row.id(), mark.apply(service.service())));
      }
      its.stream()
          .filter(row -> service.starts() && !UnderSupervisor.isStopped(row))
          .forEach(row -> running.add(String.valueOf(row.id())));
    }
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return new HandedOver(services, running);
  }

  private static boolean isOf(ProcessRow row, AppService service) {
    return row.name().equals(service.app()) && row.number() == service.number();
  }

  private static Problem unlisted(AppService service) {
    return new Problem(
        "cannot make app '" + service.app() + "' " + service.number() + " a service",
        "the supervisor lists it no more",
        "see 'jstartup list', save the list and install again");
  }
}
