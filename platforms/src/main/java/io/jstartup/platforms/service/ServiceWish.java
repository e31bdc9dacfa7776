package io.jstartup.platforms.service;

import io.jstartup.model.SavedInstance;
import io.jstartup.model.hook.Account;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is to become services.
 *
 * @param account who they run as, unless an app names another user
 * @param group what their names begin with; no two homes on a machine share it, see {@link
 *     io.jstartup.model.hook.ServiceName#of}
 * @param instances the saved instances
 * @param rootMayWrite whether root may open this log file: false when another user could put a link to any file in its place
 */
public record ServiceWish(
    Account account, String group, List<SavedInstance> instances, Predicate<Path> rootMayWrite) {
  public ServiceWish {
    instances = List.copyOf(instances);
  }
}
