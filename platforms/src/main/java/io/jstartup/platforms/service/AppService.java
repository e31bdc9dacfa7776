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
 */
public record AppService(
    String service, String app, int number, boolean starts, List<MappedField> fields) {
  public AppService {
    fields = List.copyOf(fields);
  }
}
