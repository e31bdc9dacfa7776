package io.jstartup.platforms.service;

import java.util.List;

/**
 * One saved instance as a service.
 *
 * @param service the service's name in the init system
 * @param app the app's name
 * @param number the instance's number
 * @param starts whether it is started with its group
 * @param fields what became of its settings
 * @param runner why {@code jstartup exec} runs it, and what that costs; empty: the init system runs it itself
 */
public record AppService(
    String service,
    String app,
    int number,
    boolean starts,
    List<MappedField> fields,
    String runner) {
  public AppService {
    fields = List.copyOf(fields);
  }

  /** One that the init system runs itself. */
  public AppService(
      String service, String app, int number, boolean starts, List<MappedField> fields) {
    this(service, app, number, starts, fields, "");
  }
}
