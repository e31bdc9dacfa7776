package io.jstartup.platforms.service;

import java.util.List;

/**
 * The services of one user's apps.
 *
 * @param group what starts, stops and enables them all, as the init system names it
 * @param services one for each instance
 * @param files all that is written
 */
public record ServicePlan(String group, List<AppService> services, List<ServiceFile> files) {
  public ServicePlan {
    services = List.copyOf(services);
    files = List.copyOf(files);
  }
}
