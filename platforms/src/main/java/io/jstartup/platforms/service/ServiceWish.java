package io.jstartup.platforms.service;

import io.jstartup.model.SavedInstance;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is to become services.
 *
 * @param hook whose apps; they run as its account, unless an app names another user
 * @param group what their names begin with; no two homes on a machine share it, see {@link
 *     io.jstartup.model.hook.ServiceName#of}
 * @param instances the saved instances
 * @param rootMayWrite whether root may open this log file: false when another user could put a link to any file in its place, or name a
 *     file that is not theirs
 * @param entry the text that an instance is saved as
 */
public record ServiceWish(
    BootHook hook,
    String group,
    List<SavedInstance> instances,
    Predicate<Path> rootMayWrite,
    Function<SavedInstance, String> entry) {
  public ServiceWish {
    instances = List.copyOf(instances);
  }

  /** Who they run as. */
  public Account account() {
    return hook.account();
  }
}
